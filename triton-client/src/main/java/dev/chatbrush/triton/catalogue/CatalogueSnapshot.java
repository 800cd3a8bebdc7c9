package dev.chatbrush.triton.catalogue;

import dev.chatbrush.triton.ModelId;
import java.util.List;
import java.util.Set;

/**
 * What was found at one moment, best first.
 *
 * @param batched all ready models whose tensors have a batch axis
 * @param failed how many versions of models the server could not load
 */
record CatalogueSnapshot(
    List<ToolModel> tools,
    List<SegmentModels> segmenters,
    List<SaliencyModel> saliency,
    List<SentenceModel> sentences,
    List<DetectorModel> detectors,
    List<RejectedModel> rejected,
    Set<ModelId> batched,
    int failed) {
  static final CatalogueSnapshot EMPTY =
      new CatalogueSnapshot(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Set.of(), 0);

  CatalogueSnapshot {
    tools = List.copyOf(tools);
    segmenters = List.copyOf(segmenters);
    saliency = List.copyOf(saliency);
    sentences = List.copyOf(sentences);
    detectors = List.copyOf(detectors);
    rejected = List.copyOf(rejected);
    batched = Set.copyOf(batched);
  }
}
