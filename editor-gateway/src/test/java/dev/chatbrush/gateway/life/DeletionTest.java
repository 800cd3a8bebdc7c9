package dev.chatbrush.gateway.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.testing.LogLines;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Marks are planted in a session; after its end nothing has one of them. */
@QuarkusTest
class DeletionTest extends PlantedMarks {
  @Test
  void leavesNothingInRowsFilesOrLog() {
    try (LogLines log = LogLines.of("")) {
      String id = plant(501);
      List<BlobId> pictures = pictures(id);
      String[] hashes = pictures.stream().map(BlobId::value).toArray(String[]::new);
      assertThat(found(NAME, WORDS, ARTIST, id))
          .as("all were planted")
          .contains("SESSION.NAME", "MESSAGE.BODY", "ANSWERED_CALL.ANSWER", "REVISION.RECIPE")
          .anyMatch(place -> place.startsWith(folder.toString()));
      assertThat(found(hashes)).hasSizeGreaterThanOrEqualTo(pictures.size());
      age();

      given().delete("/api/sessions/{id}", id).then().statusCode(204);

      assertThat(found(NAME, WORDS, ARTIST, id)).isEmpty();
      assertThat(found(hashes)).isEmpty();
      assertThat(memory.forgotten()).as("by both services").contains(hashes);
      // The agent of the tests takes words for the name of a tool, which a line of an edit tells.
      assertThat(log.lines())
          .noneMatch(line -> line.replace("tool=" + WORDS, "").contains("zanzibar"));
    }
  }

  @Test
  void removesLaterWhatWasStoredLately() {
    String id = plant(502);
    List<BlobId> pictures = pictures(id);

    given().delete("/api/sessions/{id}", id).then().statusCode(204);
    unused.sweep();
    assertThat(found(pictures.get(0).value())).as("within the grace").isNotEmpty();
    age();
    unused.sweep();

    assertThat(pictures).allMatch(picture -> found(picture.value()).isEmpty());
  }

  /** Another room's table must not be forgotten. */
  @Test
  void knowsEveryTableThatNamesSessions() {
    String id = newSession(16, 16);
    given().delete("/api/sessions/{id}", id);

    List<String> tables =
        database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        select distinct lower(table_name) from information_schema.columns
                        where table_schema = 'PUBLIC' and column_name = 'SESSION_ID'\
                        """)
                    .mapTo(String.class)
                    .list());
    assertThat(tables)
        .contains("message", "revision")
        .allMatch(table -> SessionRows.removals().stream().anyMatch(sql -> sql.contains(table)));
  }
}
