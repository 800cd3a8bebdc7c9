package dev.chatbrush.triton.catalogue;

import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Something that a person may set for a tool, as its parameter {@code chatbrush.options} says.
 * Values are text, in which form they travel and are recorded; {@link #tensor} gives them their
 * type.
 *
 * @param name what it is called everywhere, and the name of the input tensor
 * @param type of the values
 * @param least bound of a number, included; null for other types
 * @param most bound of a number, included, or the most characters of a text; null for other types
 * @param choices what a choice may be, with titles; otherwise empty
 * @param usual the value that the tool takes where nobody says otherwise
 * @param titleEn title for people, in English
 * @param titleKo title for people, in Korean
 * @param amounts values by what the words ask for: {@code slight}, {@code strong}, {@code complete}
 */
public record ToolOption(
    String name,
    Type type,
    BigDecimal least,
    BigDecimal most,
    List<Choice> choices,
    String usual,
    String titleEn,
    String titleKo,
    Map<String, String> amounts) {
  private static final int LONGEST_NUMBER = 40;

  /** One value of a choice, with its title for people. */
  public record Choice(String name, String titleEn, String titleKo) {}

  /** What kind of values an option has. */
  public enum Type {
    INT,
    FLOAT,
    BOOL,
    TEXT,
    CHOICE
  }

  public ToolOption {
    Objects.requireNonNull(name, "name");
    choices = List.copyOf(choices);
    amounts = Map.copyOf(amounts);
  }

  /** The values of a choice, in their order. */
  public List<String> choiceNames() {
    return choices.stream().map(Choice::name).toList();
  }

  /** Whether {@code value} is of the type and within the bounds. */
  public boolean takes(String value) {
    return switch (type) {
      case INT, FLOAT -> isWithin(value);
      case BOOL -> value.equals("true") || value.equals("false");
      case TEXT -> value.codePointCount(0, value.length()) <= most.intValue();
      case CHOICE -> choiceNames().contains(value);
    };
  }

  /** What is taken, in English: "0 to 2", "a whole number 1 to 100", "one of a, b". */
  public String allowed() {
    return switch (type) {
      case INT -> "a whole number %s to %s".formatted(shown(least), shown(most));
      case FLOAT -> "%s to %s".formatted(shown(least), shown(most));
      case BOOL -> "true or false";
      case TEXT -> "text of at most %s characters".formatted(shown(most));
      case CHOICE -> "one of " + String.join(", ", choiceNames());
    };
  }

  /**
   * The model's input for {@code value}: INT32, FP32, BOOL or BYTES [1].
   *
   * @throws InvalidInputException for a value that is not taken
   */
  public Tensor tensor(String value) {
    if (!takes(value)) {
      throw new InvalidInputException(
          "option '%s' must be %s, found '%s'".formatted(name, allowed(), value));
    }
    return switch (type) {
      case INT -> Tensor.ofInt32(name, new int[] {new BigDecimal(value).intValueExact()}, 1);
      case FLOAT -> Tensor.ofFp32(name, new float[] {new BigDecimal(value).floatValue()}, 1);
      case BOOL -> Tensor.ofBool(name, new boolean[] {Boolean.parseBoolean(value)}, 1);
      case TEXT, CHOICE -> Tensor.ofString(name, value);
    };
  }

  private boolean isWithin(String value) {
    if (value.length() > LONGEST_NUMBER) {
      return false;
    }
    BigDecimal number;
    try {
      number = new BigDecimal(value);
    } catch (NumberFormatException noNumber) {
      return false;
    }
    // An exponent of a billion would be written out digit by digit.
    boolean readable = Math.abs((long) number.scale()) <= LONGEST_NUMBER;
    boolean whole = type == Type.FLOAT || readable && number.stripTrailingZeros().scale() <= 0;
    return readable && whole && least.compareTo(number) <= 0 && number.compareTo(most) <= 0;
  }

  private static String shown(BigDecimal bound) {
    return bound.stripTrailingZeros().toPlainString();
  }
}
