package dev.chatbrush.triton.catalogue;

import java.util.List;

/** What was found at one moment, best first. */
record CatalogueSnapshot(
    List<ToolModel> tools,
    List<SegmentModels> segmenters,
    List<SaliencyModel> saliency,
    List<SentenceModel> sentences,
    List<DetectorModel> detectors,
    List<RejectedModel> rejected) {
  static final CatalogueSnapshot EMPTY =
      new CatalogueSnapshot(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  CatalogueSnapshot {
    tools = List.copyOf(tools);
    segmenters = List.copyOf(segmenters);
    saliency = List.copyOf(saliency);
    sentences = List.copyOf(sentences);
    detectors = List.copyOf(detectors);
    rejected = List.copyOf(rejected);
  }
}
