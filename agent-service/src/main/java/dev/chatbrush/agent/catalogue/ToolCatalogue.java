package dev.chatbrush.agent.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatbrush.calls.triton.TritonConfig;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.catalogue.MaskNeed;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.catalogue.PromptNeed;
import dev.chatbrush.triton.catalogue.ToolModel;
import dev.chatbrush.triton.error.InferenceException;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The catalogue's models as tools. Follows each change of the catalogue. Thread-safe. */
@Singleton
@Startup
public final class ToolCatalogue {
  private static final Logger LOG = Logger.getLogger(ToolCatalogue.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOOKS = "chatbrush.looks";

  private final ModelCatalogue models;
  private final InferenceClient client;
  private final Duration firstLook;
  private final AutoCloseable subscription;
  private volatile CatalogueSnapshot snapshot = CatalogueSnapshot.empty();

  public ToolCatalogue(ModelCatalogue models, InferenceClient client, TritonConfig config) {
    this.models = models;
    this.client = client;
    this.firstLook = config.firstLook();
    this.subscription = models.onChange(this::read);
    read();
  }

  /** What was ready at the last look; stays when Triton goes. */
  public CatalogueSnapshot snapshot() {
    return snapshot;
  }

  /** As {@link #snapshot}, but right after the start it waits for the first look for a moment. */
  public CatalogueSnapshot awaitSnapshot() {
    models.awaitFirstLook(firstLook);
    return snapshot;
  }

  /** Whether the last look reached Triton. */
  public boolean available() {
    return models.available();
  }

  /** Ready models for that tool that work with, or without, a mask; best rank first. */
  public List<ToolModel> modelsFor(String tool, boolean hasMask) {
    return models.toolsFor(tool, hasMask);
  }

  @PreDestroy
  void close() throws Exception {
    subscription.close();
  }

  /** One at a time, so that an older list never takes a newer one's place. */
  private synchronized void read() {
    Map<String, List<ToolModel>> byTool = new LinkedHashMap<>();
    for (ToolModel model : models.tools()) {
      byTool.computeIfAbsent(model.tool(), tool -> new ArrayList<>()).add(model);
    }
    List<ToolDescription> tools = byTool.values().stream().map(ToolCatalogue::describe).toList();
    List<Look> looks = models.tools().stream().flatMap(model -> looks(model).stream()).toList();
    snapshot = new CatalogueSnapshot(tools, looks, new Things(models.detectors()));
  }

  private static ToolDescription describe(List<ToolModel> models) {
    ToolModel best = models.get(0);
    return new ToolDescription(
        best.tool(),
        best.titleEn(),
        best.titleKo(),
        best.description(),
        models.stream().anyMatch(model -> model.mask() != MaskNeed.NONE),
        models.stream().anyMatch(model -> model.mask() != MaskNeed.REQUIRED),
        models.stream().anyMatch(model -> model.prompt() == PromptNeed.REQUIRED),
        models);
  }

  private List<Look> looks(ToolModel model) {
    try {
      String json = client.config(model.id()).parameter(LOOKS).orElse("[]");
      List<Look> looks = new ArrayList<>();
      for (JsonNode look : JSON.readTree(json)) {
        looks.add(
            new Look(look.path("id").asText(), look.path("en").asText(), look.path("ko").asText()));
      }
      return looks;
    } catch (JsonProcessingException wrong) {
      LOG.warnf(
          "Parameter %s of model %s must be a JSON list of {id, en, ko}: %s",
          LOOKS, model.id(), wrong.getOriginalMessage());
    } catch (InferenceException gone) {
      LOG.debugf("No looks of model %s: %s", model.id(), gone.getMessage());
    }
    return List.of();
  }
}
