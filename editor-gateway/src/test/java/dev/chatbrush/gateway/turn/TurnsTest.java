package dev.chatbrush.gateway.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.owner.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns();
  private final List<String> done = new ArrayList<>();

  private void add(String owner, int number) {
    turns.add(new Owner(owner), () -> done.add(owner + number));
  }

  private void run(int times) {
    IntStream.range(0, times).forEach(time -> turns.next().run());
  }

  @Test
  void oneOwnersHundredDoNotDelayAnothersFirst() {
    IntStream.rangeClosed(1, 100).forEach(number -> add("anna", number));
    add("ben", 1);
    add("ben", 2);

    run(102);

    assertThat(done.subList(0, 5)).containsExactly("anna1", "ben1", "anna2", "ben2", "anna3");
    assertThat(done.get(101)).isEqualTo("anna100");
  }

  /** Also where all workers are busy with one owner's when another comes. */
  @Test
  void whoHasNothingRunningComesFirst() {
    IntStream.rangeClosed(1, 9).forEach(number -> add("anna", number));
    List<Runnable> taken = List.of(turns.next(), turns.next(), turns.next(), turns.next());
    add("ben", 1);
    taken.get(0).run();
    run(1);

    assertThat(done).containsExactly("anna1", "ben1");
  }

  @Test
  void whoHadATurnIsBehindThoseWhoCameMeanwhile() {
    add("anna", 1);
    add("anna", 2);
    run(1);
    add("ben", 1);
    add("carl", 1);
    run(3);

    assertThat(done).containsExactly("anna1", "anna2", "ben1", "carl1");
  }

  @Test
  void tellsHowManyComeBefore() {
    IntStream.rangeClosed(1, 9).forEach(number -> add("anna", number));
    Runnable first = () -> done.add("ben1");
    Runnable second = () -> done.add("ben2");
    turns.next();
    turns.add(new Owner("ben"), first);
    turns.add(new Owner("ben"), second);

    assertThat(turns.ahead(first)).as("anna has one running").hasValue(0);
    assertThat(turns.ahead(second)).as("one of each").hasValue(2);
    run(1);
    assertThat(turns.ahead(first)).as("it waits no more").isEmpty();
  }
}
