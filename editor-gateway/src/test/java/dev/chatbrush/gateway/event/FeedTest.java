package dev.chatbrush.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedTest {
  private final List<Event> stored = new ArrayList<>();
  private final List<Long> reads = new ArrayList<>();
  private final Feed feed = new Feed(this::after);

  private List<Event> after(long number) {
    reads.add(number);
    return stored.stream().filter(event -> event.number() > number).toList();
  }

  private static Event event(long number) {
    return new Event("head", number).numbered(number);
  }

  private void store(long... numbers) {
    LongStream.of(numbers).forEach(number -> stored.add(event(number)));
  }

  private AssertSubscriber<Event> page(long stands) {
    return Multi.createFrom()
        .<Event>emitter(reader -> feed.add(reader, () -> first(stands)))
        .subscribe()
        .withSubscriber(AssertSubscriber.create(100));
  }

  private static First first(long stands) {
    return new First(0, List.of(event(stands)));
  }

  @Test
  void tellsWhoMissedNothingOnlyWhatIsNew() {
    AssertSubscriber<Event> page =
        Multi.createFrom()
            .<Event>emitter(reader -> feed.add(reader, () -> new First(4, List.of())))
            .subscribe()
            .withSubscriber(AssertSubscriber.create(100));
    store(1, 2, 3, 4);

    feed.tell(event(5));

    assertThat(told(page)).containsExactly(5L);
  }

  private static List<Long> told(AssertSubscriber<Event> page) {
    return page.getItems().stream().map(Event::number).toList();
  }

  @Test
  void tellsWhatFollowsWithoutReading() {
    AssertSubscriber<Event> page = page(4);

    feed.tell(event(5));
    feed.tell(event(6));

    assertThat(told(page)).containsExactly(4L, 5L, 6L);
    assertThat(reads).isEmpty();
  }

  @Test
  void readsWhatLiesBeforeOneThatComes() {
    AssertSubscriber<Event> page = page(4);
    store(5, 6);

    feed.tell(event(7));
    feed.tell(event(6));

    assertThat(told(page)).containsExactly(4L, 5L, 6L, 7L);
  }

  @Test
  void readsWhatItHearsOfAndTellsItOnce() {
    AssertSubscriber<Event> page = page(4);
    store(5);

    feed.catchUp(5);
    feed.catchUp(5);
    feed.tell(event(5));

    assertThat(told(page)).containsExactly(4L, 5L);
    assertThat(reads).containsExactly(4L);
  }

  @Test
  void tellsEachPageWhatThatLacks() {
    AssertSubscriber<Event> early = page(4);
    AssertSubscriber<Event> late = page(6);
    store(5, 6, 7);

    feed.catchUp(7);
    feed.tell(Event.passing("progress", "half"));

    assertThat(told(early)).containsExactly(4L, 5L, 6L, 7L, 0L);
    assertThat(told(late)).containsExactly(6L, 7L, 0L);
  }

  @Test
  void endsWhereItCannotGoOn() {
    AssertSubscriber<Event> page = page(4);

    feed.end();

    page.assertCompleted();
  }
}
