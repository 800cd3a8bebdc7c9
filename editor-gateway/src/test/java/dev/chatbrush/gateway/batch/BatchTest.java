package dev.chatbrush.gateway.batch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.testing.FakeEdits;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** One edit on many pictures. */
@QuarkusTest
class BatchTest extends GatewayTest {
  @Inject Database database;
  @Inject BatchRunner runner;
  @Inject Json json;

  private static RequestSpecification pictures(int count) {
    RequestSpecification request = given();
    for (int i = 0; i < count; i++) {
      byte[] png = Images.png(40 + i, 30, (int) System.nanoTime());
      request.multiPart("image", "trip.png", png, "image/png");
    }
    return request;
  }

  private static ValidatableResponse begin(RequestSpecification pictures, String session) {
    return pictures
        .multiPart("session", session)
        .multiPart("revision", "2")
        .post("/api/batches")
        .then();
  }

  private static JsonPath ended(String batch) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      JsonPath now =
          given().get("/api/batches/{id}", batch).then().statusCode(200).extract().jsonPath();
      if (now.get("finishedAt") != null) {
        return now;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the batch does not end");
  }

  private String edited() {
    String id = newSession(64, 48);
    say(id, "winter").statusCode(200);
    return id;
  }

  private static List<String> names(byte[] zip) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
        assertThat(in.readAllBytes()).startsWith(0x89, 'P', 'N', 'G');
      }
    }
    return names;
  }

  @Test
  void makesTheEditOnEachPicture() throws Exception {
    String batch =
        begin(pictures(3), edited())
            .statusCode(201)
            .header("Location", startsWith("/api/batches/"))
            .body("total", equalTo(3))
            .body("zipUrl", nullValue())
            .extract()
            .path("id");

    JsonPath end = ended(batch);

    assertThat(end.getString("state")).isEqualTo("completed");
    assertThat(end.getInt("ended")).isEqualTo(3);
    assertThat(end.getInt("failed")).isZero();
    List<String> sessions = end.getList("pictures.session");
    assertThat(sessions).hasSize(3).doesNotHaveDuplicates();
    session(sessions.get(1))
        .body("head", equalTo(2))
        .body("name", equalTo("trip.png"))
        .body("revision.width", equalTo(41))
        .body("revision.recipe.prompt", equalTo("prompt of winter"));
    assertThat(names(given().get(end.getString("zipUrl")).asByteArray()))
        .containsExactly("trip-edit2.png", "trip-edit2 (2).png", "trip-edit2 (3).png");
  }

  @Test
  void takesARecipeAsARevisionTellsIt() throws Exception {
    Object recipe = session(edited()).extract().jsonPath().getMap("revision.recipe");

    String batch =
        pictures(1)
            .multiPart("recipe", json.write(recipe), "application/json")
            .post("/api/batches")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    assertThat(ended(batch).getString("pictures[0].state")).isEqualTo("completed");
    assertThat(agent.runs().get(1).getReplay().getModel()).isEqualTo("fake_model");
  }

  @Test
  void tellsOfEachPictureWhatWentWrong() throws Exception {
    String masked = newSession(64, 48);
    selectSomething(masked);
    say(masked, "object_erase@").statusCode(200);
    RequestSpecification mixed =
        given()
            .multiPart("image", "same.png", Images.png(64, 48, 3), "image/png")
            .multiPart("image", "other.png", Images.png(20, 20, 4), "image/png")
            .multiPart("image", "text.png", "no picture".getBytes(StandardCharsets.UTF_8));

    JsonPath end = ended(begin(mixed, masked).statusCode(201).extract().path("id"));

    assertThat(end.getString("state")).isEqualTo("completed");
    assertThat(end.getList("pictures.state")).containsExactly("completed", "failed", "failed");
    assertThat(end.getString("pictures[1].problem.code")).isEqualTo("MASK_EMPTY");
    assertThat(end.getString("pictures[2].problem.code")).isEqualTo("IMAGE_FORMAT_UNSUPPORTED");
    assertThat(end.getString("pictures[2].session")).isNull();
    assertThat(names(given().get(end.getString("zipUrl")).asByteArray())).hasSize(1);
  }

  @Test
  void stopsWhenItIsCancelled() throws Exception {
    String source = edited();
    CountDownLatch begun = new CountDownLatch(1);
    agent.running(FakeEdits.waiting(begun, new CountDownLatch(1)));
    String batch = begin(pictures(3), source).statusCode(201).extract().path("id");
    begun.await();

    given().get("/api/batches/{id}/zip", batch).then().statusCode(409);
    given().delete("/api/batches/{id}", batch).then().statusCode(409);
    given()
        .post("/api/batches/{id}/cancel", batch)
        .then()
        .statusCode(200)
        .body("state", equalTo("cancelling"));

    JsonPath end = ended(batch);
    assertThat(end.getString("state")).isEqualTo("cancelled");
    assertThat(end.getList("pictures.state")).containsOnly("cancelled");
    given().post("/api/batches/{id}/cancel", batch).then().statusCode(409);
    given().delete("/api/batches/{id}", batch).then().statusCode(204);
    given().get("/api/batches/{id}", batch).then().statusCode(404);
  }

  /** As a gateway leaves it that is killed: one made, one begun, one waiting. */
  @Test
  void isGoneOnWithWhereItsGatewayRunsNoMore() throws Exception {
    String source = edited();
    String batch = begin(pictures(3), source).statusCode(201).extract().path("id");
    List<String> sessions = ended(batch).getList("pictures.session");
    post(sessions.get(1), "undo").statusCode(200);
    database.change(
        tx -> {
          tx.handle()
              .execute(
                  "update batch set state = 'RUNNING', finished_at = null,"
                      + " carrier = '01AN4Z07BY79KA1307SR9X4MV3' where id = ?",
                  batch);
          tx.handle()
              .execute(
                  "update batch_picture set state = 'RUNNING' where batch_id = ? and place > 1",
                  batch);
        });

    runner.takeOver();

    JsonPath end = ended(batch);
    assertThat(end.getString("state")).isEqualTo("completed");
    assertThat(end.getList("pictures.state")).containsOnly("completed");
    assertThat(end.getList("pictures.session")).isEqualTo(sessions);
    session(sessions.get(1)).body("revisions.size()", equalTo(3));
    session(sessions.get(2)).body("revisions.size()", equalTo(2));
  }

  @Test
  void refusesWhatItCannotDo() {
    String source = edited();

    begin(given().multiPart("other", "x"), source)
        .statusCode(422)
        .body("code", equalTo("BATCH_INVALID"));
    pictures(1).post("/api/batches").then().statusCode(422).body("code", equalTo("BATCH_INVALID"));
    pictures(1)
        .multiPart("recipe", "{\"tool\":7}")
        .post("/api/batches")
        .then()
        .statusCode(422)
        .body("code", equalTo("BATCH_INVALID"));
    pictures(1)
        .multiPart("session", source)
        .multiPart("revision", "1")
        .post("/api/batches")
        .then()
        .statusCode(422)
        .body("code", equalTo("RECIPE_MISSING"));
    begin(pictures(1), "01AN4Z07BY79KA1307SR9X4MV3").statusCode(404);
    begin(pictures(101), source).statusCode(422);
    given().get("/api/batches/{id}", "nope").then().statusCode(404);
  }

  @Test
  void beginsOnceForItsKey() {
    String source = edited();
    byte[] png = Images.png(20, 20, 6);

    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      RequestSpecification request =
          given().header("Idempotency-Key", "batch-1").multiPart("image", "a.png", png);
      ids.add(begin(request, source).statusCode(201).extract().path("id"));
    }

    assertThat(ids.get(1)).isEqualTo(ids.get(0));
  }
}
