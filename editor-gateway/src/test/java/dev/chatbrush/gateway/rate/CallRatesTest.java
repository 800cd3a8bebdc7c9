package dev.chatbrush.gateway.rate;

import static dev.chatbrush.gateway.testing.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Caller;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.Scope;
import io.github.bucket4j.TimeMeter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallRatesTest {
  private static final Caller ANNA = caller("anna");
  private static final Caller BERT = caller("bert");

  private final Hands time = new Hands();
  private final CallRates rates = new CallRates(60, time);
  private final Map<String, String> told = new HashMap<>();

  /** A clock that is set by hand. */
  private static final class Hands implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private static Caller caller(String name) {
    return new Caller(new Owner(name), "key", Set.of(Scope.READ), Map.of());
  }

  private void call(Caller caller, int times) {
    for (int i = 0; i < times; i++) {
      rates.count(caller, told::put);
    }
  }

  @Test
  void tellsWhatIsLeft() {
    call(ANNA, 15);

    assertThat(told)
        .containsEntry("RateLimit-Policy", "\"calls\";q=60;w=60")
        .containsEntry("RateLimit", "\"calls\";r=45;t=15");
  }

  @Test
  void refusesOneAndNoOther() {
    call(ANNA, 60);

    assertThatThrownBy(() -> call(ANNA, 1))
        .has(code("RATE_EXCEEDED"))
        .satisfies(
            refused ->
                assertThat(((EditorException) refused).fields())
                    .containsEntry(Problem.RETRY_FIELD, 1L));
    assertThat(told).containsEntry("RateLimit", "\"calls\";r=0;t=60");
    call(BERT, 60);
  }

  @Test
  void letsGoOnAfterTheTimeThatItTells() {
    call(ANNA, 60);
    time.nanos += TimeUnit.SECONDS.toNanos(1);

    call(ANNA, 1);

    assertThatThrownBy(() -> call(ANNA, 1)).has(code("RATE_EXCEEDED"));
  }

  @Test
  void countsAllWhoHaveOneLinkAsOne() {
    Caller guest = Caller.guest(Map.of(new SessionId("01KAQ3V7M2R8X0B5T9Y4W6ZCDE"), false));
    call(guest, 60);

    assertThatThrownBy(() -> call(guest, 1)).has(code("RATE_EXCEEDED"));
  }

  @Test
  void countsACallInTheBucketOfEachLink() {
    SessionId one = new SessionId("01KAQ3V7M2R8X0B5T9Y4W6ZCDE");
    SessionId other = new SessionId("01AN4Z07BY79KA1307SR9X4MV3");
    call(Caller.guest(Map.of(one, false, other, false)), 40);

    call(Caller.guest(Map.of(one, false)), 20);
    assertThat(told).containsEntry("RateLimit", "\"calls\";r=0;t=60");

    assertThatThrownBy(() -> call(Caller.guest(Map.of(one, false, other, false)), 1))
        .as("one of them is spent")
        .has(code("RATE_EXCEEDED"));
    call(Caller.guest(Map.of(other, false)), 19); // it has counted what was refused
    assertThatThrownBy(() -> call(Caller.guest(Map.of(other, false)), 1))
        .has(code("RATE_EXCEEDED"));
  }

  @Test
  void countsNothingWhereNothingIsBounded() {
    new CallRates(0, time).count(ANNA, told::put);

    assertThat(told).isEmpty();
  }
}
