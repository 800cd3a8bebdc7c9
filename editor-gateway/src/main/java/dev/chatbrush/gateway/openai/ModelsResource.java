package dev.chatbrush.gateway.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What may be named as {@code model} at {@code /v1}. */
@Path("/v1/models")
@Tag(name = "OpenAI")
public class ModelsResource {
  private static final String OWNER = "chatbrush";

  private final OfferedModels models;

  ModelsResource(OfferedModels models) {
    this.models = models;
  }

  /** Source: OpenAI API reference, "The model object"; {@code created} is not known, 0. */
  @Schema(name = "OpenAiModel")
  public record Model(
      String id, String object, long created, @JsonProperty("owned_by") String ownedBy) {
    static Model of(String name) {
      return new Model(name, "model", 0, OWNER);
    }
  }

  /** A list of them. */
  @Schema(name = "OpenAiModels")
  public record Models(String object, List<Model> data) {}

  @GET
  @Operation(
      operationId = "openAiModels",
      summary = "The tools, as OpenAI lists models",
      description = "auto picks the tool by the prompt, as chat does.")
  public Models list() {
    return new Models("list", models.names().stream().map(Model::of).toList());
  }

  @GET
  @Path("/{model}")
  @Operation(operationId = "openAiModel", summary = "One of them")
  public Model get(@RestPath String model) {
    return Model.of(models.require(model));
  }
}
