package dev.chatbrush.agent.catalogue;

import dev.chatbrush.triton.catalogue.DetectorModel;
import dev.chatbrush.triton.catalogue.Label;
import dev.chatbrush.triton.catalogue.ThingNames;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the detectors can find by its name; best rank first. */
public record Things(List<DetectorModel> detectors) {
  private static final String OWN_WORD =
      "(?<!(?:한|두|세|네|다섯|여섯|몇|여러|\\d) )(?<= )%s들?(?:은|는|이|가|을|를|도|만|랑|이랑|과|와|하고|의|에|에게|한테)? ";

  public static final Things NONE = new Things(List.of());

  public Things {
    detectors = List.copyOf(detectors);
  }

  /** Whether a detector finds what these words, in English or Korean, call it. */
  public boolean knows(String words) {
    return isOpen() || labelOf(words).isPresent();
  }

  /** Whether one takes any words. */
  public boolean isOpen() {
    return detectors.stream().anyMatch(DetectorModel::isOpen);
  }

  /** Whether the word means all there is of it, as "text" does. */
  public boolean isAll(String words) {
    return labelOf(words).filter(Label::all).isPresent();
  }

  /** Whether both are names of one thing. */
  public boolean same(String one, String other) {
    return key(one).equals(key(other));
  }

  /** Whether a sentence has one of the names of that thing in it. */
  public boolean isIn(String sentence, String name) {
    String said = " " + sentence.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ") + " ";
    return names(name)
        .anyMatch(
            one ->
                isEnglish(one)
                    ? said.contains(" " + one + " ")
                        || said.contains(" " + ThingNames.plural(one) + " ")
                    : isKoreanIn(said, one));
  }

  /** A name of one syllable is said as a word of its own: 개를, and neither 안개 nor 두 개. */
  private static boolean isKoreanIn(String said, String name) {
    return name.length() > 1
        ? said.contains(name)
        : Pattern.compile(OWN_WORD.formatted(name)).matcher(said).find();
  }

  private Stream<String> names(String name) {
    Optional<Label> label = labelOf(name);
    return label.isEmpty()
        ? Stream.of(ThingNames.plain(name))
        : Stream.concat(label.get().english().stream(), label.get().korean().stream());
  }

  private String key(String name) {
    return labelOf(name).map(Label::id).orElseGet(() -> ThingNames.plain(name));
  }

  private Optional<Label> labelOf(String words) {
    return detectors.stream()
        .map(detector -> detector.labelOf(words).orElse(null))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static boolean isEnglish(String name) {
    return name.chars().allMatch(letter -> letter < 128);
  }
}
