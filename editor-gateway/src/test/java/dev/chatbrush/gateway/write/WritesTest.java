package dev.chatbrush.gateway.write;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same key, the same answer: one after the other, and all at once. */
@QuarkusTest
class WritesTest extends GatewayTest {
  private static final int CALLERS = 8;

  @Inject Database database;
  @Inject AnsweredCalls calls;
  @Inject Clock clock;

  private static RequestSpecification keyed(String key) {
    return given().accept(ContentType.JSON).header("Idempotency-Key", key);
  }

  private static String edited() {
    String id = newSession(64, 48);
    say(id, "winter").statusCode(200);
    return id;
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        Arguments.of(
            "message",
            call(
                () -> newSession(64, 48),
                "/api/sessions/{id}/messages",
                request -> request.contentType(ContentType.JSON).body("{\"text\":\"winter\"}"))),
        Arguments.of(
            "replay",
            call(
                WritesTest::edited,
                "/api/sessions/{id}/messages",
                request ->
                    request
                        .contentType(ContentType.JSON)
                        .body("{\"text\":\"again\",\"replay\":{\"revision\":2}}"))),
        Arguments.of(
            "plan",
            call(
                () -> newSession(64, 48),
                "/api/sessions/{id}/plan",
                request -> request.contentType(ContentType.JSON).body("{\"text\":\"winter\"}"))),
        Arguments.of(
            "undo", call(WritesTest::edited, "/api/sessions/{id}/undo", request -> request)),
        Arguments.of(
            "redo",
            call(
                () -> {
                  String id = edited();
                  post(id, "undo").statusCode(200);
                  return id;
                },
                "/api/sessions/{id}/redo",
                request -> request)),
        Arguments.of(
            "reset", call(WritesTest::edited, "/api/sessions/{id}/reset", request -> request)),
        Arguments.of(
            "sample",
            call(WritesTest::firstSample, "/api/samples/{id}/sessions", request -> request)),
        Arguments.of(
            "upload",
            call(
                () -> "",
                "/api/sessions",
                request ->
                    request.multiPart("image", "a.png", Images.png(60, 40, 7), "image/png"))));
  }

  /** A call that can be made again and again on the same thing. */
  private interface Call {
    Response under(String key);
  }

  private static Supplier<Call> call(
      Supplier<String> thing, String path, UnaryOperator<RequestSpecification> body) {
    return () -> {
      String id = thing.get();
      Object[] parameters = path.contains("{id}") ? new Object[] {id} : new Object[0];
      return key -> body.apply(keyed(key)).post(path, parameters);
    };
  }

  private static String firstSample() {
    return given().get("/api/samples").path("[0].id");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void answersAllWhoCallAtOnceTheSame(String name, Supplier<Call> call) throws Exception {
    Call made = call.get();
    String key = name + System.nanoTime();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    List<Callable<Response>> all = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      all.add(() -> made.under(key));
    }

    List<Response> answers = new ArrayList<>();
    for (Future<Response> answer : callers.invokeAll(all)) {
      answers.add(answer.get());
    }
    callers.shutdown();
    answers.add(made.under(key)); // from the table

    assertThat(answers.get(0).statusCode()).isBetween(200, 201);
    assertThat(answers).extracting(Response::statusCode).containsOnly(answers.get(0).statusCode());
    assertThat(answers)
        .extracting(answer -> answer.jsonPath().<Object>get())
        .containsOnly(answers.get(0).jsonPath().<Object>get());
    assertThat(answers)
        .extracting(answer -> answer.header("ETag"))
        .containsOnly(answers.get(0).header("ETag"));
    assertThat(agent.runs().size()).isLessThanOrEqualTo(2);
  }

  @Test
  void refusesTheKeyOfAnotherRequest() {
    String id = edited();
    keyed("k").post("/api/sessions/{id}/undo", id).then().statusCode(200);

    keyed("k")
        .post("/api/sessions/{id}/redo", id)
        .then()
        .statusCode(422)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    keyed("k")
        .contentType(ContentType.JSON)
        .body("{\"text\":\"winter\"}")
        .post("/api/sessions/{id}/messages", id)
        .then()
        .statusCode(422);
    String other = edited();
    keyed("k").post("/api/sessions/{id}/undo", other).then().statusCode(200);
  }

  @Test
  void refusesTheKeyOfAnotherPicture() {
    String key = "picture" + System.nanoTime();
    keyed(key).multiPart("image", "a.png", Images.png(6, 4, 1), "image/png").post("/api/sessions");

    keyed(key)
        .multiPart("image", "a.png", Images.png(6, 4, 2), "image/png")
        .post("/api/sessions")
        .then()
        .statusCode(422)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
  }

  @Test
  void takesEqualNumbersForTheSameRequest() {
    String id = newSession(64, 48);
    String body = "{\"text\":\"painting\",\"options\":{\"brush_width\":%s}}";

    String first = sayOptions(id, body.formatted("0.5")).path("editId");

    assertThat(sayOptions(id, body.formatted("0.50")).<String>path("editId")).isEqualTo(first);
    assertThat(sayOptions(id, body.formatted("0.6")).statusCode()).isEqualTo(422);
    assertThat(agent.runs()).hasSize(1);
  }

  private static Response sayOptions(String id, String body) {
    return keyed("numbers")
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/sessions/{id}/messages", id);
  }

  @Test
  void triesAnewWhatFailed() {
    String id = newSession(64, 48);
    keyed("undo").post("/api/sessions/{id}/undo", id).then().statusCode(409);
    say(id, "winter").statusCode(200);

    keyed("undo").post("/api/sessions/{id}/undo", id).then().statusCode(200);
  }

  @Test
  void forgetsOldAnswers() {
    String id = edited();
    keyed("old").post("/api/sessions/{id}/undo", id).then().statusCode(200);
    new ForgottenCalls(
            database, calls, () -> Duration.ofHours(1), Clock.offset(clock, Duration.ofHours(2)))
        .forget();

    keyed("old").post("/api/sessions/{id}/undo", id).then().statusCode(409);
    session(id).body("messages", hasSize(2));
  }
}
