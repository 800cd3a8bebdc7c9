package dev.chatbrush.gateway.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.chatbrush.contracts.mask.SegmentRequest;
import dev.chatbrush.gateway.api.Rehearsal;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.testing.GatewayTest;
import io.grpc.Status;
import io.quarkus.arc.All;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RehearsalTest extends GatewayTest {
  @TestHTTPResource(value = "/", management = true)
  URI management;

  @ConfigProperty(name = "chatbrush.storage.folder")
  Path storage;

  @Inject @All List<Rehearsal> rehearsals;
  @Inject Database database;

  @Test
  void uploadAndClickAreRehearsed() {
    assertThat(rehearsals)
        .extracting(rehearsal -> rehearsal.getClass().getSimpleName().replace("_ClientProxy", ""))
        .containsExactlyInAnyOrder("UploadRehearsal", "ClickRehearsal");
  }

  @Test
  void nothingOfARehearsalStays() throws IOException {
    newSession(16, 16);
    long files = files();
    List<Long> rows = rows();
    List<String> counted = counted();

    rehearsals.forEach(Runnable::run);

    assertThat(files()).isEqualTo(files);
    assertThat(rows()).isEqualTo(rows);
    assertThat(counted()).isEqualTo(counted);
  }

  @Test
  void maskServiceIsAskedByNameAloneAndOfNoSession() {
    rehearsals.forEach(Runnable::run);

    assertThat(mask.requests()).hasSize(1);
    SegmentRequest asked = mask.requests().get(0);
    assertThat(asked.getSession()).isEmpty();
    assertThat(asked.getPicture().getContent()).isEmpty();
    assertThat(asked.getPicture().hasView()).isFalse();
  }

  @Test
  void aMaskServiceThatIsNotThereKeepsNothingBack() {
    mask.beforeAny(
        request -> {
          throw Status.UNAVAILABLE.asRuntimeException();
        });

    assertThatCode(() -> rehearsals.forEach(Runnable::run)).doesNotThrowAnyException();
  }

  @Test
  void readinessTellsOfIt() {
    String ready = given().get(management.resolve("/q/health/ready")).asString();

    assertThat(ready).contains("\"name\": \"warm-up\"").contains("\"status\": \"UP\"");
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(storage)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private List<Long> rows() {
    return database.read(
        handle ->
            Stream.of("session", "revision", "selection")
                .map(
                    table ->
                        handle.createQuery("select count(*) from " + table).mapTo(Long.class).one())
                .toList());
  }

  /** What dashboards count of people. */
  private List<String> counted() {
    return given()
        .get(management.resolve("/q/metrics"))
        .asString()
        .lines()
        .filter(line -> line.matches("chatbrush_.*(count|total).*"))
        .filter(line -> !line.endsWith(" 0.0"))
        .sorted()
        .toList();
  }
}
