package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.picture.Picture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeTritonResource.class)
class WarmStartTest {
  @TestHTTPResource("/q/health/ready")
  URI ready;

  @TestHTTPResource("/q/metrics")
  URI metrics;

  @Inject @Readiness WarmStart start;

  @Test
  void drawsWithoutBeingCounted() throws Exception {
    List<String> counted = counted();

    start.draw();

    assertThat(counted()).isEqualTo(counted);
  }

  @Test
  void aCallThatLacksItsPictureIsNoSelectionYet() throws Exception {
    List<String> counted = counted();
    try (MaskClient client = new MaskClient()) {
      Picture unknown = MaskClient.byName(MaskClient.picture(12, 12, 0x123456));
      assertThat(client.segment(unknown, MaskClient.click(5, 5)).hasImageNeeded()).isTrue();
    }

    assertThat(counted()).isEqualTo(counted);
  }

  @Test
  void readinessTellsOfIt() throws Exception {
    assertThat(get(ready)).contains("\"name\": \"warm-up\"").contains("\"status\": \"UP\"");
  }

  private List<String> counted() throws IOException, InterruptedException {
    return get(metrics)
        .lines()
        .filter(line -> line.matches("chatbrush_(segment|embedding).*(count|total).*"))
        .filter(line -> !line.endsWith(" 0.0"))
        .sorted()
        .toList();
  }

  private static String get(URI uri) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
