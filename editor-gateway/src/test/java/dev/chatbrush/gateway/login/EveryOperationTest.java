package dev.chatbrush.gateway.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Walks through every operation of the description: whose session it is decides on each. An
 * operation that this does not know fails it: say here what it needs.
 */
@QuarkusTest
@TestProfile(LoginRequired.class)
class EveryOperationTest extends LoginTest {
  /** For everybody who has a login, or a link, alike; nothing of anybody is in the answer. */
  private static final Set<String> ALIKE =
      Set.of(
          "get /api/tools",
          "get /api/samples",
          "get /api/samples/{id}/image",
          "get /api/status",
          "get /api/status/figures",
          "get /api/me",
          "get /v1/models",
          "get /v1/models/{model}");

  /** Begin a session of the caller's own. */
  private static final Set<String> BEGINNING =
      Set.of(
          "post /api/sessions",
          "post /api/samples/{id}/sessions",
          "post /api/sessions/import",
          "post /api/batches",
          "post /v1/images/edits");

  /** Tell the caller of the caller's own alone, which may be nothing. */
  private static final Set<String> LISTING = Set.of("get /api/sessions");

  /** Of batches; {@code LifeOwnersTest} has one that is another's. */
  private static final Set<String> BATCHES =
      Set.of(
          "get /api/batches/{id}",
          "get /api/batches/{id}/zip",
          "post /api/batches/{id}/cancel",
          "delete /api/batches/{id}");

  private static final Set<String> ADMINISTERING =
      Set.of("get /api/keys", "post /api/keys", "delete /api/keys/{key}");

  /** Without a login. */
  private static final Set<String> OPEN = Set.of("post /api/shares/open");

  /** Also of a session that is shared for editing, its owner's alone. */
  private static final Set<String> OWNERS =
      Set.of(
          "delete /api/sessions/{id}",
          "get /api/sessions/{id}/export",
          "get /api/sessions/{id}/shares",
          "post /api/sessions/{id}/shares",
          "delete /api/sessions/{id}/shares/{share}");

  private final List<String> wrong = new ArrayList<>();
  private final List<String> walked = new ArrayList<>();

  private record Operation(String method, String path, List<String> bodies) {
    String name() {
      return method + " " + path;
    }

    boolean isOfASession() {
      return path.startsWith("/api/sessions/{id}");
    }

    boolean isEndless() {
      return path.endsWith("/events");
    }

    boolean isReading() {
      return method.equals("get");
    }
  }

  private static List<Operation> operations() {
    JsonPath description = given().queryParam("format", "json").get("/q/openapi").jsonPath();
    Map<String, Map<String, Object>> paths = description.getMap("paths");
    List<Operation> all = new ArrayList<>();
    paths.forEach(
        (path, methods) ->
            methods.forEach(
                (method, operation) -> {
                  if (operation instanceof Map<?, ?> map && map.containsKey("operationId")) {
                    all.add(new Operation(method, path, bodies(map)));
                  }
                }));
    return all;
  }

  private static List<String> bodies(Map<?, ?> operation) {
    return operation.get("requestBody") instanceof Map<?, ?> body
            && body.get("content") instanceof Map<?, ?> content
        ? content.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Response call(Operation operation, RequestSpecification as, String session) {
    String path =
        operation.isOfASession()
            ? operation.path().replace("{id}", session)
            : operation.path().replace("{id}", "cat");
    path =
        path.replace("{number}", "1")
            .replace("{reference}", "0".repeat(64))
            .replace("{model}", "auto")
            .replaceAll("\\{[^}]*}", "00000000000000000000000000");
    if (operation.bodies().contains("multipart/form-data")) {
      as.multiPart("image", "photo.png", Images.png(8, 8, 1), "image/png");
      as.multiPart("prompt", "winter");
    } else if (operation.bodies().contains("image/png")) {
      as.contentType("image/png").body(Images.png(64, 48, 1));
    } else if (!operation.bodies().isEmpty()) {
      as.contentType(ContentType.JSON).body("{}");
    }
    return as.request(operation.method().toUpperCase(Locale.ROOT), path);
  }

  private void expect(Operation operation, String who, Response reply, int status, String code) {
    String got = reply.statusCode() >= 400 ? code(reply) : "";
    walked.add(operation.name() + " " + who);
    if (reply.statusCode() != status || !code.isEmpty() && !code.equals(got)) {
      wrong.add(
          "%s by %s: %d %s, expected %d %s"
              .formatted(operation.name(), who, reply.statusCode(), got, status, code));
    }
  }

  /** As a problem has it, or as OpenAI's errors do. */
  private static String code(Response reply) {
    String other = reply.path("error.code");
    return other == null ? reply.path("code") : other.toUpperCase(Locale.ROOT);
  }

  private void expectAllowed(Operation operation, String who, Response reply) {
    walked.add(operation.name() + " " + who);
    if (Set.of(401, 403, 405).contains(reply.statusCode())
        || reply.statusCode() == 404 && "SESSION_NOT_FOUND".equals(reply.path("code"))) {
      wrong.add("%s by %s: %d".formatted(operation.name(), who, reply.statusCode()));
    }
  }

  @Test
  void asksWhoseTheSessionIs() {
    String anna = key("anna", "read", "edit");
    String annas = sessionOf(anna);
    String reading = key("anna", "read");
    String ben = key("ben", "read", "edit");
    String administering = key("carl", "admin");
    List<Operation> all = operations();

    for (Operation operation : all) {
      expectNobody(operation, annas);
      if (operation.isOfASession()) {
        expect(operation, "another", call(operation, with(ben), annas), 404, "SESSION_NOT_FOUND");
        expect(operation, "admin", call(operation, with(admin()), annas), 404, "SESSION_NOT_FOUND");
        if (operation.isReading()) {
          if (!operation.isEndless()) {
            expectAllowed(operation, "owner", call(operation, with(reading), annas));
          }
        } else {
          expect(operation, "reader", call(operation, with(reading), annas), 403, "SCOPE_MISSING");
        }
      } else if (BEGINNING.contains(operation.name())) {
        expect(operation, "reader", call(operation, with(reading), ""), 403, "SCOPE_MISSING");
        expectAllowed(operation, "editor", call(operation, with(ben), ""));
      } else if (ADMINISTERING.contains(operation.name())) {
        expect(operation, "editor", call(operation, with(ben), ""), 403, "SCOPE_MISSING");
        Response own = call(operation, with(administering), "");
        walked.add(operation.name() + " admin");
        assertThat(own.statusCode()).as(operation.name()).isIn(200, 404, 422);
      } else if (ALIKE.contains(operation.name())) {
        expectAllowed(operation, "reader", call(operation, with(reading), ""));
      } else if (LISTING.contains(operation.name())) {
        expectAllowed(operation, "reader", call(operation, with(reading), ""));
      } else if (BATCHES.contains(operation.name())) {
        expect(operation, "another", call(operation, with(ben), ""), 404, "BATCH_NOT_FOUND");
      } else if (!OPEN.contains(operation.name())) {
        wrong.add("%s is not known here: say what it needs".formatted(operation.name()));
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(walked).hasSizeGreaterThan(80);
    for (Operation operation : all) {
      assertThat(walked).anyMatch(name -> name.startsWith(operation.name() + " "));
    }
  }

  private void expectNobody(Operation operation, String session) {
    if (OPEN.contains(operation.name())) {
      expect(operation, "nobody", call(operation, given(), session), 422, "");
    } else {
      expect(operation, "nobody", call(operation, given(), session), 401, "LOGIN_NEEDED");
    }
  }

  @Test
  void asksWhatALinkLetsDo() {
    String anna = key("anna", "read", "edit");
    String annas = sessionOf(anna);
    String looking = link(anna, annas, false);
    String editing = link(anna, annas, true);
    String others = sessionOf(anna);

    for (Operation operation : operations()) {
      String name = operation.name();
      if (OWNERS.contains(name)) {
        expect(operation, "editing link", call(operation, with(editing), annas), 404, "");
      } else if (operation.isOfASession()) {
        expect(
            operation, "other", call(operation, with(editing), others), 404, "SESSION_NOT_FOUND");
        if (operation.isEndless()) {
          continue;
        }
        if (operation.isReading()) {
          expectAllowed(operation, "looking link", call(operation, with(looking), annas));
        } else {
          expect(
              operation, "looking", call(operation, with(looking), annas), 403, "SHARE_VIEW_ONLY");
          expectAllowed(operation, "editing link", call(operation, with(editing), annas));
        }
      } else if (BEGINNING.contains(name)
          || ADMINISTERING.contains(name)
          || LISTING.contains(name)) {
        expect(operation, "link", call(operation, with(editing), ""), 401, "LOGIN_NEEDED");
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(walked).hasSizeGreaterThan(50);
  }
}
