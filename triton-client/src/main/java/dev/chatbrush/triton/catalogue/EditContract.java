package dev.chatbrush.triton.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What the edit contract lets people set for every tool ({@code edit_contract.json}): each tool has
 * the input, and one that does not list the option leaves it aside.
 */
public final class EditContract {
  private static final List<ToolOption> SETTINGS = read();

  private EditContract() {}

  public static List<ToolOption> settings() {
    return SETTINGS;
  }

  /** Whether any tool may be given this, to use it or to leave it aside. */
  public static boolean takes(String name, String value) {
    return SETTINGS.stream().anyMatch(each -> each.name().equals(name) && each.takes(value));
  }

  private static List<ToolOption> read() {
    try (InputStream file = EditContract.class.getResourceAsStream("edit_contract.json")) {
      return OptionReader.read(
          "edit_contract.json", new ObjectMapper().readTree(file).path("settings"));
    } catch (IOException broken) {
      throw new UncheckedIOException("edit_contract.json", broken);
    }
  }
}
