package dev.chatbrush.agent.api;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import dev.chatbrush.agent.FakeServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** With a language model that is asked first where a person speaks. */
@QuarkusTest
@QuarkusTestResource(
    value = FakeServers.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "llm", value = "true"))
class WarmStartTest {
  @Inject @Readiness WarmStart start;

  @Test
  void costsNothingAndIsNotCounted() {
    List<String> counted = counted();

    start.understand();
    start.read();

    assertThat(FakeServers.llm().asked()).isEmpty();
    assertThat(counted()).isEqualTo(counted);
  }

  @Test
  void readinessTellsOfIt() {
    when().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("warm-up"));
  }

  private static List<String> counted() {
    return when()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.matches("chatbrush_.*(count|total).*"))
        .filter(line -> !line.endsWith(" 0.0"))
        .sorted()
        .toList();
  }
}
