package dev.chatbrush.mask.embedding;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.triton.catalogue.DetectorModel;
import dev.chatbrush.triton.catalogue.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A name, and the model that knows it.
 *
 * @param words as the model is asked for them: the label's id, or what was said
 * @param label as a closed vocabulary answers it; empty for an open one
 */
public record SoughtName(DetectorModel model, String words, Optional<Label> label) {

  /** A find that lies so far in another is a part of the same thing. */
  private static final double PART = 0.85;

  /**
   * The best model that has the words in its vocabulary, else the best that takes any.
   *
   * @throws MaskProblem MODEL_UNAVAILABLE where there is no detector, NAME_UNKNOWN where none knows
   *     the words
   */
  public static SoughtName among(List<DetectorModel> detectors, String words) {
    if (detectors.isEmpty()) {
      throw MaskProblem.modelUnavailable(
          "The inference server has no ready model that finds things by their names"
              + " ('./chatbrush models pull names' brings one). Click what you mean, or paint it.",
          null);
    }
    for (DetectorModel model : detectors) {
      Optional<Label> label = model.labelOf(words);
      if (label.isPresent()) {
        return new SoughtName(model, label.get().id(), label);
      }
    }
    return detectors.stream()
        .filter(DetectorModel::isOpen)
        .findFirst()
        .map(model -> new SoughtName(model, words, Optional.empty()))
        .orElseThrow(() -> unknown(words));
  }

  private static MaskProblem unknown(String words) {
    return MaskProblem.of(
        ProblemCode.NAME_UNKNOWN,
        "No model here knows what “%s” is. Click it, draw a box around it or paint over it."
            .formatted(words));
  }

  /** What of the finds has the name, is sure enough and no part of a surer one. */
  public Detections of(Detections all) {
    List<Detection> surestFirst = new ArrayList<>(all.found());
    surestFirst.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> kept = new ArrayList<>();
    for (Detection one : surestFirst) {
      boolean named = label.map(known -> known.id().equals(one.label())).orElse(true);
      boolean part = kept.stream().anyMatch(surer -> one.shareIn(surer) > PART);
      if (named && !part && one.score() >= model.leastScore()) {
        kept.add(one);
      }
    }
    return all.with(kept);
  }
}
