package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.language.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/** The sentences said to people, from {@code /language/replies-*.properties}. Immutable. */
public final class Replies {
  private final Map<Language, Properties> sentences = new EnumMap<>(Language.class);

  public Replies() {
    for (Language language : Language.values()) {
      sentences.put(language, load("/language/replies-" + language.code() + ".properties"));
    }
  }

  /** The sentence with {@code {0}}, {@code {1}}… replaced. */
  public String say(Language language, String key, Object... arguments) {
    String sentence = sentences.get(language).getProperty(key);
    if (sentence == null) {
      throw new IllegalArgumentException("no sentence '%s' in %s".formatted(key, language));
    }
    for (int i = 0; i < arguments.length; i++) {
      sentence = sentence.replace("{" + i + "}", String.valueOf(arguments[i]));
    }
    return sentence;
  }

  /** Whether there is such a sentence in that language. */
  boolean has(Language language, String key) {
    return sentences.get(language).containsKey(key);
  }

  private static Properties load(String path) {
    Properties properties = new Properties();
    try (Reader reader =
        new InputStreamReader(Replies.class.getResourceAsStream(path), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
    return properties;
  }
}
