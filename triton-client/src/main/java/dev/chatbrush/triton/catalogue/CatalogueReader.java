package dev.chatbrush.triton.catalogue;

import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.RepositoryModel;
import dev.chatbrush.triton.error.ModelNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads repository index and configurations into one snapshot. */
final class CatalogueReader {
  private static final Comparator<ToolModel> BEST_TOOL_FIRST =
      Comparator.comparingInt(ToolModel::rank).reversed().thenComparing(tool -> tool.id().name());
  private static final Comparator<SegmentModels> BEST_SEGMENTER_FIRST =
      Comparator.comparingInt(SegmentModels::rank)
          .reversed()
          .thenComparing(pair -> pair.decoder().name());

  private static final Comparator<SaliencyModel> BEST_SALIENCY_FIRST =
      Comparator.comparingInt(SaliencyModel::rank)
          .reversed()
          .thenComparing(model -> model.id().name());

  private static final Comparator<DetectorModel> BEST_DETECTORS_FIRST =
      Comparator.comparingInt(DetectorModel::rank)
          .reversed()
          .thenComparing(model -> model.id().name());

  private static final Comparator<SentenceModel> BEST_SENTENCES_FIRST =
      Comparator.comparingInt(SentenceModel::rank)
          .reversed()
          .thenComparing(model -> model.id().name());

  private final InferenceClient client;

  CatalogueReader(InferenceClient client) {
    this.client = client;
  }

  CatalogueSnapshot read() {
    Map<ModelId, Settings> models = new HashMap<>();
    List<RepositoryModel> index = client.repositoryIndex();
    for (ModelId id : newestReady(index)) {
      settings(id).ifPresent(found -> models.put(id, found));
    }
    List<ToolModel> tools = new ArrayList<>();
    List<SegmentModels> segmenters = new ArrayList<>();
    List<SaliencyModel> saliency = new ArrayList<>();
    List<SentenceModel> sentences = new ArrayList<>();
    List<DetectorModel> detectors = new ArrayList<>();
    List<RejectedModel> rejected = new ArrayList<>();
    models.forEach(
        (id, settings) -> {
          try {
            String role = settings.text("chatbrush.role", "network");
            if (role.equals("tool")) {
              tools.add(ToolModel.from(id, settings));
            } else if (role.equals("segment-decoder")) {
              pair(id, settings, models).ifPresent(segmenters::add);
            } else if (role.equals("saliency")) {
              saliency.add(SaliencyModel.from(id, settings));
            } else if (role.equals("sentence-encoder")) {
              sentences.add(SentenceModel.from(id, settings));
            } else if (role.equals("detector")) {
              detectors.add(DetectorModel.from(id, settings));
            }
          } catch (Settings.SettingException wrong) {
            rejected.add(new RejectedModel(id, wrong.getMessage()));
          }
        });
    tools.sort(BEST_TOOL_FIRST);
    segmenters.sort(BEST_SEGMENTER_FIRST);
    saliency.sort(BEST_SALIENCY_FIRST);
    sentences.sort(BEST_SENTENCES_FIRST);
    detectors.sort(BEST_DETECTORS_FIRST);
    rejected.sort(Comparator.comparing(model -> model.id().name()));
    return new CatalogueSnapshot(
        tools,
        segmenters,
        saliency,
        sentences,
        detectors,
        rejected,
        batched(models),
        failed(index));
  }

  private static int failed(List<RepositoryModel> index) {
    return (int) index.stream().filter(RepositoryModel::hasFailed).count();
  }

  private static Set<ModelId> batched(Map<ModelId, Settings> models) {
    return models.entrySet().stream()
        .filter(model -> model.getValue().config().maxBatchSize() > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The highest ready version of each model. */
  private static List<ModelId> newestReady(List<RepositoryModel> index) {
    Map<String, ModelId> newest = new HashMap<>();
    for (RepositoryModel model : index) {
      if (model.isReady()) {
        newest.merge(model.name(), model.id(), CatalogueReader::newer);
      }
    }
    return List.copyOf(newest.values());
  }

  private static ModelId newer(ModelId one, ModelId other) {
    return number(one) >= number(other) ? one : other;
  }

  private static long number(ModelId id) {
    return id.version().isEmpty() ? 0 : Long.parseLong(id.version());
  }

  private Optional<Settings> settings(ModelId id) {
    try {
      return Optional.of(new Settings(client.config(id)));
    } catch (ModelNotFoundException gone) {
      return Optional.empty(); // unloaded between index and question: not ready is not listed
    }
  }

  private static Optional<SegmentModels> pair(
      ModelId decoder, Settings settings, Map<ModelId, Settings> models) {
    String encoder = settings.required("chatbrush.encoder");
    return models.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(encoder))
        .findFirst()
        .map(entry -> SegmentModels.from(entry.getKey(), entry.getValue(), decoder, settings));
  }
}
