package dev.chatbrush.gateway.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys of a service, read from the sources of its configuration interfaces. */
final class ConfigKeys {
  private static final Path SHARED = Path.of("..", "service-calls", "src", "main", "java");
  private static final Pattern PREFIX =
      Pattern.compile("@ConfigMapping\\(\\s*prefix = \"([^\"]+)\"\\)");

  /** Javadoc, annotations, type and name of a method; or the interface that groups some. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "/\\*\\*(?<text>(?:(?!\\*/).)*)\\*/\\s+"
              + "(?<notes>(?:@\\w+(?:\\([^)]*\\))?\\s+)*)"
              + "(?:interface (?<group>\\w+)|(?<type>[A-Za-z][\\w<>.]*) (?<name>\\w+)\\(\\);)",
          Pattern.DOTALL);

  private static final Pattern DEFAULT = Pattern.compile("@WithDefault\\(\"([^\"]*)\"\\)");

  /**
   * One key.
   *
   * @param standard its default; empty where it has none
   */
  record Key(String name, String standard, String text) {}

  private ConfigKeys() {}

  /** Of a module's own interfaces, in the order of their files. */
  static List<Key> of(String module) {
    return files(Path.of("..", module, "src", "main", "java")).stream()
        .flatMap(file -> mapping(read(file)))
        .toList();
  }

  /** Of the way to Triton, which two services share. */
  static List<Key> ofTriton() {
    return files(SHARED).stream()
        .map(ConfigKeys::read)
        .filter(source -> PREFIX.matcher(source).find())
        .flatMap(ConfigKeys::mapping)
        .toList();
  }

  private static Stream<Key> mapping(String source) {
    Matcher prefix = PREFIX.matcher(source);
    if (!prefix.find()) {
      throw new IllegalStateException("no @ConfigMapping in " + source.lines().findFirst());
    }
    return keys(prefix.group(1) + ".", source.substring(prefix.end())).stream();
  }

  private static List<Key> keys(String prefix, String source) {
    List<Key> keys = new ArrayList<>();
    String group = "";
    Matcher entry = ENTRY.matcher(source);
    while (entry.find()) {
      if (entry.group("group") != null) {
        group = groupName(source, entry.group("group"));
        continue;
      }
      String type = entry.group("type");
      String name = prefix + group + kebab(entry.group("name"));
      if (source.contains("interface " + element(type) + " ")) {
        continue; // its keys follow
      }
      Optional<String> shared = sharedGroup(type);
      if (shared.isPresent()) {
        keys.addAll(keys(name + ".", shared.get()));
        continue;
      }
      Matcher standard = DEFAULT.matcher(entry.group("notes"));
      keys.add(new Key(name, standard.find() ? standard.group(1) : "", plain(entry.group("text"))));
    }
    return keys;
  }

  /** As the method that gives the group is called; a list's keys are numbered. */
  private static String groupName(String source, String group) {
    Matcher giver =
        Pattern.compile("([\\w<>]*\\b" + group + "\\b>*) (\\w+)\\(\\);").matcher(source);
    if (!giver.find()) {
      throw new IllegalStateException("nobody gives the group " + group);
    }
    return kebab(giver.group(2)) + (giver.group(1).contains("List<") ? "[0]." : ".");
  }

  private static String element(String type) {
    return type.replaceAll(".*<|>+$", "");
  }

  private static Optional<String> sharedGroup(String type) {
    return files(SHARED).stream()
        .filter(file -> file.getFileName().toString().equals(type + ".java"))
        .map(ConfigKeys::read)
        .findFirst();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith("Config.java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("\\s*\\n\\s*\\*", " ")
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceAll("\\{@link #(\\w+)\\(\\)}", "`$1`")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
