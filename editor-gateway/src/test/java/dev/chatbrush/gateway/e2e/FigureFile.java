package dev.chatbrush.gateway.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was measured, for who judges it: one JSON object of names and numbers. */
final class FigureFile {
  private static final Path FILE = Path.of("target/e2e/figures.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private FigureFile() {}

  static void add(String name, double value) {
    try {
      Files.createDirectories(FILE.getParent());
      ObjectNode figures =
          Files.exists(FILE)
              ? (ObjectNode) JSON.readTree(Files.readAllBytes(FILE))
              : JSON.createObjectNode();
      figures.put(name, value);
      Files.write(FILE, JSON.writeValueAsBytes(figures));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
