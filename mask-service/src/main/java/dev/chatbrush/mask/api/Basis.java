package dev.chatbrush.mask.api;

import dev.chatbrush.mask.decode.ClickModel;
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
 * @param millis that finding it took, by part
 */
record Basis(Optional<ClickModel> model, Optional<Saliency> saliency, Map<String, Double> millis) {

  static Basis of(Encoded encoded, SegmentModels pair) {
    ClickModel model = new ClickModel(encoded.embedding(), pair.decoder());
    return new Basis(Optional.of(model), Optional.empty(), encoded.millis());
  }

  static Basis of(Saliency saliency) {
    return new Basis(Optional.empty(), Optional.of(saliency), saliency.millis());
  }

  Basis with(Saliency map) {
    Map<String, Double> both = new HashMap<>(map.millis());
    both.putAll(millis);
    return new Basis(model, Optional.of(map), both);
  }
}
