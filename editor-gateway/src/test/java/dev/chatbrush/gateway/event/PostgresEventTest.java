package dev.chatbrush.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.signal.SignalsMissed;
import dev.chatbrush.gateway.signal.TestEar;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.GatewayName;
import dev.chatbrush.gateway.storage.PostgresServer;
import dev.chatbrush.gateway.storage.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** And two gateways on one PostgreSQL: a page at either is told what happens at the other. */
@Tag("postgres")
class PostgresEventTest extends EventContract {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final GatewayName nameThere = new GatewayName(new RandomIds().next());
  private final CountDownLatch listening = new CountDownLatch(1);
  private EventHub here;
  private EventHub there;
  private TestEar ear;

  private static PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(PostgresServer.url());
    return source;
  }

  @Override
  Database open() {
    return TestDatabase.open(source(), true);
  }

  @BeforeEach
  void listen() throws InterruptedException {
    here = hub(new GatewayName(new RandomIds().next()));
    there = hub(nameThere);
    PGSimpleDataSource source = source();
    source.setApplicationName(nameThere.value());
    ear =
        TestEar.listen(
            source,
            nameThere,
            there::hear,
            () -> {
              there.catchUp(new SignalsMissed());
              listening.countDown();
            });
    assertThat(listening.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void close() {
    ear.close();
  }

  private EventHub hub(GatewayName name) {
    return new EventHub(database, told(name), new SimpleMeterRegistry());
  }

  private static AssertSubscriber<Event> page(EventHub hub, SessionId session) {
    return hub.read(session, 0L, List::of).subscribe().withSubscriber(AssertSubscriber.create(300));
  }

  private void head(int number) {
    database.change(tx -> here.publish(tx, session, new Event("head", number)));
  }

  private static List<Long> told(AssertSubscriber<Event> page, int count) {
    page.awaitItems(count, PATIENCE);
    return page.getItems().stream().map(Event::number).toList();
  }

  @Test
  void tellPagesTheSame() {
    AssertSubscriber<Event> pageHere = page(here, session);
    AssertSubscriber<Event> pageThere = page(there, session);

    head(7);
    head(8);

    assertThat(told(pageHere, 2)).containsExactly(1L, 2L);
    assertThat(told(pageThere, 2)).containsExactly(1L, 2L);
    assertThat(json.write(pageThere.getItems().get(1).data())).isEqualTo("8");
  }

  @Test
  void passOnWhatIsNotKept() {
    AssertSubscriber<Event> page = page(there, session);

    here.pages(session).tell(Event.passing("progress", List.of(3, 5)));

    page.awaitItems(1, PATIENCE);
    assertThat(json.write(page.getItems().get(0).data())).isEqualTo("[3,5]");
  }

  @Test
  void tellWhatHappenedWhileTheLineWasBroken() {
    AssertSubscriber<Event> page = page(there, session);

    for (int number = 1; number <= 60; number++) {
      head(number);
      if (number % 20 == 0) {
        breakTheLine();
      }
    }

    assertThat(told(page, 60))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());
  }

  private void breakTheLine() {
    String sql =
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?";
    database.<List<Boolean>>read(
        handle -> handle.createQuery(sql).bind(0, nameThere.value()).mapTo(Boolean.class).list());
  }
}
