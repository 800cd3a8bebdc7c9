package dev.chatbrush.agent.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads the lexicon files: UTF-8, tab-separated, {@code #} starts a comment line. */
final class Tsv {
  private Tsv() {}

  /**
   * Rows of the resource {@code /language/NAME.tsv}, each filled up with "" to that many columns.
   */
  static List<String[]> rows(String name, int columns) {
    String path = "/language/" + name + ".tsv";
    try (InputStream in = Tsv.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the lexicon file " + path + " is missing from the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> cells(line, columns, path))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private static String[] cells(String line, int columns, String path) {
    String[] cells = line.split("\t", -1);
    if (cells.length > columns) {
      throw new IllegalStateException(
          "%s: expected at most %d columns, got %d in '%s'"
              .formatted(path, columns, cells.length, line));
    }
    String[] filled = Arrays.copyOf(cells, columns);
    for (int i = 0; i < columns; i++) {
      filled[i] = filled[i] == null ? "" : filled[i].strip();
    }
    return filled;
  }
}
