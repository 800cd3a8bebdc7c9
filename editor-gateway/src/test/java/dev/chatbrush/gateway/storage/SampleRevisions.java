package dev.chatbrush.gateway.storage;

import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.Title;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Revisions with something in every field. */
final class SampleRevisions {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
  private static final BlobId IMAGE = new BlobId("a".repeat(64));
  static final BlobId MASK = new BlobId("b".repeat(64));
  private static final Recipe RECIPE =
      new Recipe(
          "object_erase",
          new Title("Erase", "지우기"),
          "migan_erase",
          "1",
          "",
          "이거 지워줘 😀",
          true,
          "SELECTION",
          "NORMAL",
          false,
          -1L,
          Map.of("steps", "2"),
          812,
          0L,
          List.of("c".repeat(64)));

  private SampleRevisions() {}

  static Revision revision(int number, Integer parent) {
    return new Revision(
        number,
        parent,
        null,
        640,
        427,
        IMAGE,
        parent != null,
        parent == null ? null : MASK,
        parent == null ? null : MASK,
        parent == null ? null : RECIPE,
        NOW);
  }
}
