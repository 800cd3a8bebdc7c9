package dev.chatbrush.gateway.description;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/** Completes the description, once, while the program is built. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DescriptionFilter implements OASFilter {
  private final IndexView classes;

  public DescriptionFilter(IndexView classes) {
    this.classes = classes;
  }

  @Override
  public void filterOpenAPI(OpenAPI description) {
    new RecordSchemas(classes, description).complete();
    Options.complete(description.getComponents().getSchemas().get("EditOptions"));
    new Parameters(description).complete();
    new Replies(description).complete();
  }
}
