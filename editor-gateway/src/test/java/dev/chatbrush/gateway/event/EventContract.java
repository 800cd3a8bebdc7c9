package dev.chatbrush.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.signal.Signals;
import dev.chatbrush.gateway.signal.Soon;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.GatewayName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of what was told, on every database. */
abstract class EventContract {
  private static final List<Event> NONE = List.of();

  final Json json = new Json(new ObjectMapper());
  final SessionId session = new SessionId(new RandomIds().next());
  private final Selected selected = new Selected();
  private final EventRows rows = new EventRows(json, List.of(selected));
  Database database;
  private Told told;

  abstract Database open();

  private static final class Selected implements CurrentData {
    private int reads;

    @Override
    public String event() {
      return "selection";
    }

    @Override
    public Object now(Handle handle, SessionId session) {
      reads++;
      return "as it is now";
    }
  }

  @BeforeEach
  void begin() {
    database = open();
    told = told(new GatewayName(new RandomIds().next()));
    begin(session);
  }

  final Told told(GatewayName name) {
    return new Told(database, rows, new Signals(database, name), new Soon(database), json);
  }

  private void begin(SessionId id) {
    String sql =
        "insert into session (id, name, created_at, head) values (?, 'a', current_timestamp, 1)";
    database.change(tx -> tx.handle().execute(sql, id.value()));
  }

  private long keep(Event event) {
    return database.write(tx -> told.keep(tx.handle(), session, event).number());
  }

  private void keep(int count) {
    IntStream.range(0, count).forEach(i -> keep(new Event("head", i)));
  }

  private List<Event> first(Long last, List<Event> standing) {
    return told.first(session, last, standing).events();
  }

  private List<String> shown(List<Event> events) {
    return events.stream()
        .map(event -> event.number() + " " + event.name() + " " + json.write(event.data()))
        .toList();
  }

  @Test
  void numbersEachSessionsEventsWithoutAGap() {
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      told.keep(tx.handle(), session, new Event("head", 0));
                      throw new IllegalStateException("in the middle");
                    }))
        .hasMessage("in the middle");

    assertThat(keep(new Event("head", 1))).isEqualTo(1);
    assertThat(keep(new Event("head", 2))).isEqualTo(2);
  }

  @Test
  void numbersThemInTheOrderOfTheirCommits() {
    List<CompletableFuture<Void>> writers =
        IntStream.range(0, 8).mapToObj(i -> CompletableFuture.runAsync(() -> keep(10))).toList();
    writers.forEach(CompletableFuture::join);

    assertThat(told.after(session, 0))
        .extracting(Event::number)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 80).boxed().toList());
  }

  @Test
  void tellsWhoComesBackWhatItMissed() {
    keep(3);
    keep(Event.current("selection", Map.of("large", "mask")));
    Event progress = Event.passing("progress", "half");

    assertThat(shown(first(2L, List.of(progress, new Event("plan", "known")))))
        .containsExactly("3 head 2", "4 selection \"as it is now\"", "0 progress \"half\"");
    assertThat(first(4L, NONE)).isEmpty();
  }

  @Test
  void readsOnceWhatManyMissedEventsAreToldWith() {
    IntStream.range(0, 3).forEach(i -> keep(Event.current("selection", Map.of("mask", i))));

    List<Event> missed = first(0L, NONE);

    assertThat(missed).hasSize(3).extracting(Event::data).containsOnly(missed.get(0).data());
    assertThat(selected.reads).isEqualTo(1);
  }

  @Test
  void hasReadAnewWhoComesForTheFirstTimeOrTooLate() {
    keep(Told.MOST_MISSED + 1);
    String reset = "201 reset {\"last\":201}";

    assertThat(shown(first(null, List.of(new Event("plan", "here")))))
        .containsExactly(reset, "0 plan \"here\"");
    assertThat(shown(first(0L, NONE))).as("too much").containsExactly(reset);
    assertThat(shown(first(999L, NONE))).as("never told").containsExactly(reset);
    database.change(tx -> rows.forgetOlder(tx.handle(), Duration.ofMinutes(-1)));
    assertThat(shown(first(200L, NONE))).as("forgotten").containsExactly(reset);
    assertThat(first(201L, NONE)).as("nothing missed").isEmpty();
  }

  @Test
  void forgetsByAge() {
    keep(1);

    assertThat(database.<Boolean>read(h -> rows.anyOlder(h, Duration.ofMinutes(1)))).isFalse();
    assertThat(database.<Boolean>read(h -> rows.anyOlder(h, Duration.ofMinutes(-1)))).isTrue();
    database.change(tx -> rows.forgetOlder(tx.handle(), Duration.ofMinutes(1)));
    assertThat(told.after(session, 0)).hasSize(1);
  }

  @Test
  void knowsWhereAnEditStands() {
    keep(new Event("head", "before"));
    keep(new Event("accepted", "words"));
    keep(new Event("step", 1));
    keep(new Event("step", 2));
    assertThat(standing()).as("over").isEmpty();

    database.change(tx -> tx.handle().execute("update session set active_edit = 'e'"));

    assertThat(standing()).containsExactly("0 accepted \"words\"", "0 step 2");
  }

  private List<String> standing() {
    return shown(database.read(handle -> rows.standing(handle, session)));
  }

  @Test
  void failsWhereTheSessionIsGone() {
    SessionId gone = new SessionId(new RandomIds().next());

    assertThatThrownBy(
            () -> database.change(tx -> told.keep(tx.handle(), gone, new Event("head", 1))))
        .isInstanceOf(EditorException.class);
  }

  @Test
  void goesWithItsSession() {
    keep(1);

    database.change(tx -> tx.handle().execute("delete from session where id = ?", session.value()));

    assertThat(told.after(session, 0)).isEmpty();
  }
}
