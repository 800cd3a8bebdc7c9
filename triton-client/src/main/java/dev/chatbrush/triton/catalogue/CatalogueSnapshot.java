package dev.chatbrush.triton.catalogue;

import dev.chatbrush.triton.ModelId;
import java.util.List;
import java.util.Set;

/**
 * What was found at one moment, best first.
 *
 * @param batched all ready models whose tensors have a batch axis
 */
record CatalogueSnapshot(
    List<ToolModel> tools,
    List<SegmentModels> segmenters,
    List<SaliencyModel> saliency,
    List<SentenceModel> sentences,
    List<DetectorModel> detectors,
    List<RejectedModel> rejected,
    Set<ModelId> batched) {
  static final CatalogueSnapshot EMPTY =
      new CatalogueSnapshot(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Set.of());

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
