package dev.chatbrush.mask.api;

import dev.chatbrush.mask.decode.ClickModel;
import dev.chatbrush.mask.embedding.Detections;
import dev.chatbrush.mask.embedding.Encoded;
import dev.chatbrush.mask.embedding.Saliency;
import dev.chatbrush.triton.catalogue.SegmentModels;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be known of a picture before it can be segmented.
 *
 * @param model empty where no pair of models is ready
 * @param saliency only where the subject is asked for
 * @param detections only where something is asked for by its name: what has it
 * @param millis that finding it took, by part
 */
record Basis(
    Optional<ClickModel> model,
    Optional<Saliency> saliency,
    Optional<Detections> detections,
    Map<String, Double> millis) {

  static Basis of(Encoded encoded, SegmentModels pair) {
    ClickModel model = new ClickModel(encoded.embedding(), pair.decoder());
    return new Basis(Optional.of(model), Optional.empty(), Optional.empty(), encoded.millis());
  }

  static Basis of(Saliency saliency) {
    return new Basis(Optional.empty(), Optional.of(saliency), Optional.empty(), saliency.millis());
  }

  static Basis of(Detections found) {
    return new Basis(Optional.empty(), Optional.empty(), Optional.of(found), found.millis());
  }

  Basis with(Saliency map) {
    return new Basis(model, Optional.of(map), Optional.empty(), with(map.millis()));
  }

  Basis with(Detections found) {
    return new Basis(model, Optional.empty(), Optional.of(found), with(found.millis()));
  }

  private Map<String, Double> with(Map<String, Double> other) {
    Map<String, Double> both = new HashMap<>(other);
    both.putAll(millis);
    return both;
  }
}
