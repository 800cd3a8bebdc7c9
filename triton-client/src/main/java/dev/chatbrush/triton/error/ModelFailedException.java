package dev.chatbrush.triton.error;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The model took the request and reported an error. The message is the server's text. Do: show it
 * where it was written for people (then it has a {@link #code()}), otherwise report it.
 */
public final class ModelFailedException extends InferenceException {
  private static final long serialVersionUID = 1L;

  // "CODE: sentence", alone or behind what Triton's Python backend puts before a raised error.
  private static final Pattern CODE =
      Pattern.compile(
          "(?:^|message: |Exception: |Error: )([A-Z][A-Z0-9_]+): (.+)$", Pattern.DOTALL);

  // Where in the model's source a Python model raised; of no use to the reader of the sentence.
  private static final Pattern PYTHON_PLACE = Pattern.compile("\\s+At:\\n.*$", Pattern.DOTALL);

  private final String code;
  private final String sentence;

  public ModelFailedException(String message) {
    this(message, null);
  }

  public ModelFailedException(String message, Throwable cause) {
    super(message, cause);
    Matcher matcher = CODE.matcher(message);
    boolean found = matcher.find();
    this.code = found ? matcher.group(1) : null;
    String text = found ? matcher.group(2) : message;
    this.sentence = PYTHON_PLACE.matcher(text).replaceFirst("").strip();
  }

  /** The code that the model put before its sentence ({@code MASK_EMPTY: …}), if it did. */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** The message without its code, and without the place in the model's source. */
  public String sentence() {
    return sentence;
  }

  /** Whether a server's text carries a model's code. */
  public static boolean carriesCode(String serverText) {
    return CODE.matcher(serverText).find();
  }
}
