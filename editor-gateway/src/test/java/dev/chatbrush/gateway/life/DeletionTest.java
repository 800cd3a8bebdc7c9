package dev.chatbrush.gateway.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.session.LifeEvents;
import dev.chatbrush.gateway.session.SessionConfig;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.GatewayName;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.FileNotes;
import dev.chatbrush.imaging.codec.notes.NotesWriter;
import dev.chatbrush.testing.LogLines;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Marks are planted in a session; after its end nothing has one of them. */
@QuarkusTest
class DeletionTest extends GatewayTest {
  private static final String NAME = "zanzibar-name";
  private static final String WORDS = "zanzibar-words";
  private static final String ARTIST = "zanzibar-artist";

  @Inject Database database;
  @Inject LifeStore store;
  @Inject LifeService life;
  @Inject UnusedPictures unused;
  @Inject BlobStore blobs;
  @Inject SessionConfig config;
  @Inject GatewayName self;
  @Inject Clock clock;

  @ConfigProperty(name = "chatbrush.storage.folder")
  Path folder;

  /**
   * Everything that can be planted: name, chat, recipe, masks, notes of the file, another picture.
   */
  private String plant(int seed) {
    String id =
        given()
            .header("Idempotency-Key", "key-" + seed)
            .multiPart("image", NAME + ".jpg", photo(seed), "image/jpeg")
            .post("/api/sessions")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String reference =
        given()
            .header("Idempotency-Key", "key-reference")
            .multiPart("image", NAME + "-other.png", Images.png(24, 24, seed), "image/png")
            .post("/api/sessions/{id}/references", id)
            .then()
            .statusCode(201)
            .extract()
            .path("reference");
    // Another place for each, since equal masks are one file.
    String point = "{\"points\":[{\"x\":%d,\"y\":21}]}".formatted(seed % 100 + 20);
    select(id, point).statusCode(200);
    say(id, WORDS + "@").statusCode(200);
    given()
        .contentType(ContentType.JSON)
        .body("{\"text\":\"look_at_%s\",\"references\":[\"%s\"]}".formatted(WORDS, reference))
        .post("/api/sessions/{id}/messages", id);
    select(id, point).statusCode(200);
    post(id, "undo").statusCode(200);
    return id;
  }

  /** A JPEG whose EXIF names who took it: one entry, Artist (0x013b), and its text. */
  private static byte[] photo(int seed) {
    byte[] artist = (ARTIST + "\0").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer tiff = ByteBuffer.allocate(26 + artist.length).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    tiff.putShort((short) 1);
    tiff.putShort((short) 0x013b).putShort((short) 2).putInt(artist.length).putInt(26);
    tiff.putInt(0).put(artist);
    byte[] jpeg = ImageEncoder.jpeg(Images.pattern(64, 48, seed), 0.9);
    return NotesWriter.write(jpeg, new FileNotes(tiff.array(), null, null));
  }

  private List<String> found(String... marks) {
    List<String> found = new ArrayList<>();
    for (String mark : marks) {
      found.addAll(inRows(mark));
      found.addAll(inFiles(mark));
    }
    return found;
  }

  /** Every column of every table, as text. */
  private List<String> inRows(String mark) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select table_name, column_name from information_schema.columns
                    where table_schema = 'PUBLIC'\
                    """)
                .map((row, context) -> new String[] {row.getString(1), row.getString(2)})
                .stream()
                .filter(
                    place ->
                        handle
                            .createQuery(
                                """
                                select 1 from "%s" where cast("%s" as varchar) like :mark
                                fetch first 1 rows only\
                                """
                                    .formatted(place[0], place[1]))
                            .bind("mark", "%" + mark + "%")
                            .mapTo(Integer.class)
                            .findOne()
                            .isPresent())
                .map(place -> place[0] + "." + place[1])
                .toList());
  }

  private List<String> inFiles(String mark) {
    String bytes = new String(mark.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return files()
        .filter(
            file ->
                file.getFileName().toString().contains(mark)
                    || new String(read(file), StandardCharsets.ISO_8859_1).contains(bytes))
        .map(Path::toString)
        .toList();
  }

  private Stream<Path> files() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As if everything had been stored two hours ago. */
  private void age() {
    files()
        .forEach(
            file -> {
              try {
                Files.setLastModifiedTime(
                    file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private List<BlobId> pictures(String id) {
    SessionId session = new SessionId(id);
    return List.copyOf(
        database.read(handle -> store.pictures(handle, List.of(session))).get(session));
  }

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

  @Test
  void sweepsWhatNobodyEverReferredToAndNothingElse() {
    String id = plant(503);
    List<BlobId> pictures = pictures(id);
    BlobId orphan = blobs.put("nobody's".getBytes(StandardCharsets.UTF_8));
    age();

    assertThat(unused.sweep().removed().pictures()).isPositive();

    assertThat(found(orphan.value())).isEmpty();
    assertThat(pictures).allSatisfy(picture -> assertThat(blobs.get(picture)).isNotEmpty());
    assertThat(unused.sweep().removed().pictures()).as("nothing is left to do").isZero();
  }

  /** What goes by itself after the grace must not end another's session by the quota. */
  @Test
  void countsOnlyWhatSessionsReferTo() {
    newSession(16, 16);
    long kept = unused.sweep().kept();
    assertThat(kept).isPositive();
    BlobId young = blobs.put("nobody's yet".repeat(5000).getBytes(StandardCharsets.UTF_8));

    assertThat(unused.sweep().kept()).isEqualTo(kept);

    assertThat(found(young.value())).as("within the grace").isNotEmpty();
  }

  @Test
  void endsWhatIsTooOld() {
    String old = plant(504);
    String young = newSession(16, 16);
    database.change(
        tx ->
            tx.handle()
                .execute(
                    "update session set changed_at = timestamp with time zone '2001-01-01"
                        + " 00:00:00+00' where id = ?",
                    old));

    retention(Duration.ofDays(3650), null).run();

    given().get("/api/sessions/{id}", old).then().statusCode(404);
    given().get("/api/sessions/{id}", young).then().statusCode(200);
  }

  @Test
  void endsTheOldestWhileAllHaveTooMuch() {
    String first = plant(505);
    String second = newSession(64, 48);
    database.change(
        tx ->
            tx.handle()
                .execute(
                    "update session set changed_at = timestamp with time zone '2001-01-01"
                        + " 00:00:00+00' where id = ?",
                    first));
    age();
    long kept = unused.sweep().kept();

    retention(null, kept - 1).run();

    given().get("/api/sessions/{id}", first).then().statusCode(404);
    given().get("/api/sessions/{id}", second).then().statusCode(200);
    assertThat(unused.sweep().kept()).isLessThan(kept);
  }

  @Test
  void leavesASessionThatIsBeingChanged() {
    SessionId session = new SessionId(newSession(16, 16));
    Instant moment = clock.instant().minus(Duration.ofHours(1));

    assertThat(life.deleteUnchanged(session, moment, LifeEvents.Reason.AGE)).isEmpty();

    session(session.value());
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

  private Retention retention(Duration keepFor, Long quota) {
    SessionConfig limits =
        new SessionConfig() {
          @Override
          public MemorySize maxUpload() {
            return config.maxUpload();
          }

          @Override
          public Optional<Duration> keepFor() {
            return Optional.ofNullable(keepFor);
          }

          @Override
          public Optional<MemorySize> quota() {
            return Optional.ofNullable(quota).map(BigInteger::valueOf).map(MemorySize::new);
          }

          @Override
          public Optional<MemorySize> quotaPerOwner() {
            return Optional.empty();
          }

          @Override
          public Duration grace() {
            return config.grace();
          }
        };
    return new Retention(database, store, life, unused, limits, self, clock);
  }
}
