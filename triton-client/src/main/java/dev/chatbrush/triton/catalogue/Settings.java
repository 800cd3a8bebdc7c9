package dev.chatbrush.triton.catalogue;

import dev.chatbrush.triton.ModelConfig;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Reads the {@code chatbrush.*} parameters of a model's configuration. */
record Settings(ModelConfig config) {

  Optional<String> optional(String key) {
    return config.parameter(key).map(String::strip).filter(value -> !value.isEmpty());
  }

  String text(String key, String otherwise) {
    return optional(key).orElse(otherwise);
  }

  String required(String key) {
    return optional(key)
        .orElseThrow(
            () ->
                new SettingException(
                    "config.pbtxt of '%s' lacks the parameter '%s'; add it"
                        .formatted(config.name(), key)));
  }

  int number(String key, int otherwise) {
    String value = optional(key).orElse(null);
    if (value == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException notANumber) {
      throw new SettingException(
          "config.pbtxt of '%s': parameter '%s' must be a whole number, found '%s'"
              .formatted(config.name(), key, value),
          notANumber);
    }
  }

  <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    return optional(key).isEmpty() ? otherwise : choice(key, type);
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) {
    String value = required(key);
    String constant = value.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(candidate -> candidate.name().equals(constant))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingException(
                    "config.pbtxt of '%s': parameter '%s' must be one of %s, found '%s'"
                        .formatted(
                            config.name(), key, Arrays.toString(type.getEnumConstants()), value)));
  }

  /** A parameter that is missing or wrong; the model is left out. */
  static final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingException(String message) {
      super(message);
    }

    SettingException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
