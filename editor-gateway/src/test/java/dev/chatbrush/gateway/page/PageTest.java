package dev.chatbrush.gateway.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.problem.ProblemList;
import dev.chatbrush.contracts.problem.ProblemType;
import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page as it is served; what it does is tested beside its code and in a browser. */
@QuarkusTest
class PageTest extends GatewayTest {
  private static final Pattern SCRIPT = Pattern.compile("src=\"(/static/bundle/[^\"]+\\.js)\"");

  @Test
  void isOneBundleWithoutItsTests() {
    String page = given().get("/").then().statusCode(200).extract().asString();
    List<String> scripts = SCRIPT.matcher(page).results().map(found -> found.group(1)).toList();

    assertThat(scripts).hasSize(1);
    String code = given().get(scripts.get(0)).then().statusCode(200).extract().asString();
    assertThat(code).contains("cb-app").doesNotContain("node:test", "node:assert");
    assertThat(code)
        .as("words for every problem")
        .contains(ProblemList.all().stream().map(ProblemType::code).toList());
  }

  @Test
  void keepsItsTestsOutOfTheArchive() {
    ClassLoader archive = Thread.currentThread().getContextClassLoader();

    assertThat(archive.getResource("web/app/state/reducer.ts")).isNotNull();
    assertThat(archive.getResource("web/app/state/chat-reducer.test.ts")).isNull();
    assertThat(archive.getResource("web/app/testing/fixtures.ts")).isNull();
  }
}
