package dev.chatbrush.gateway.life;

import static io.restassured.RestAssured.given;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.FileNotes;
import dev.chatbrush.imaging.codec.notes.NotesWriter;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Plants marks wherever a session may keep them, and finds what has one of them. */
abstract class PlantedMarks extends GatewayTest {
  static final String NAME = "zanzibar-name";
  static final String WORDS = "zanzibar-words";
  static final String ARTIST = "zanzibar-artist";

  @Inject Database database;
  @Inject LifeStore store;
  @Inject UnusedPictures unused;

  @ConfigProperty(name = "chatbrush.storage.folder")
  Path folder;

  /**
   * Everything that can be planted: name, chat, recipe, masks, notes of the file, another picture.
   */
  final String plant(int seed) {
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

  final List<String> found(String... marks) {
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
  final void age() {
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

  final List<BlobId> pictures(String id) {
    SessionId session = new SessionId(id);
    return List.copyOf(
        database.read(handle -> store.pictures(handle, List.of(session))).get(session));
  }
}
