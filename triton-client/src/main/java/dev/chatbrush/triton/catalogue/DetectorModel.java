package dev.chatbrush.triton.catalogue;

import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.catalogue.Settings.SettingException;
import java.util.List;
import java.util.Optional;

/**
 * A model that finds things by their names: {@code image} UINT8 [H,W,3], and {@code text} BYTES [1]
 * where its vocabulary is open, to {@code boxes} FP32 [K,4] x0 y0 x1 y1 in pixels, {@code scores}
 * FP32 [K], {@code labels} BYTES [K] and perhaps {@code masks} UINT8 [K,h,w], each stretched over
 * its own box, 255 = the thing. A closed vocabulary is looked for as a whole, or one label at a
 * time, which {@code text} then names.
 *
 * @param labels what it finds; empty where its vocabulary is open
 * @param asked whether the model is told in {@code text} what it is to look for
 * @param leastScore below it a find is none
 * @param rank the higher, the better
 */
public record DetectorModel(
    ModelId id,
    Vocabulary vocabulary,
    List<Label> labels,
    boolean asked,
    double leastScore,
    int rank) {
  private static final double USUAL_LEAST_SCORE = 0.5;

  /** What one request makes it look for. */
  private enum LooksFor {
    ALL,
    LABEL
  }

  /** Whether it knows some things, or takes any words. */
  public enum Vocabulary {
    CLOSED,
    OPEN
  }

  public DetectorModel {
    labels = List.copyOf(labels);
  }

  static DetectorModel from(ModelId id, Settings settings) {
    Vocabulary vocabulary = settings.choice("chatbrush.vocabulary", Vocabulary.class);
    List<Label> labels =
        vocabulary == Vocabulary.OPEN
            ? List.of()
            : LabelReader.read(settings.config().name(), settings.required("chatbrush.labels"));
    LooksFor looksFor = settings.choice("chatbrush.looks_for", LooksFor.class, LooksFor.ALL);
    return new DetectorModel(
        id,
        vocabulary,
        labels,
        vocabulary == Vocabulary.OPEN || looksFor == LooksFor.LABEL,
        leastScore(settings),
        settings.number("chatbrush.rank", 0));
  }

  private static double leastScore(Settings settings) {
    String text = settings.text("chatbrush.least_score", String.valueOf(USUAL_LEAST_SCORE));
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException noNumber) {
      throw wrongScore(settings, text, noNumber);
    }
    throw wrongScore(settings, text, null);
  }

  private static SettingException wrongScore(Settings settings, String text, Throwable cause) {
    return new SettingException(
        "config.pbtxt of '%s': parameter 'chatbrush.least_score' must be 0 to 1, found '%s'"
            .formatted(settings.config().name(), text),
        cause);
  }

  public boolean isOpen() {
    return vocabulary == Vocabulary.OPEN;
  }

  /** What it calls the thing of these words, in English or Korean; empty where it knows none. */
  public Optional<Label> labelOf(String words) {
    String name = ThingNames.plain(words);
    return labels.stream().filter(label -> ThingNames.means(label, name)).findFirst();
  }
}
