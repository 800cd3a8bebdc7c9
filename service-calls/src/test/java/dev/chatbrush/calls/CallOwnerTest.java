package dev.chatbrush.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import org.junit.jupiter.api.Test;

/** The header itself is tried on the wire, in the tests of the services. */
class CallOwnerTest {
  @Test
  void isNobodyUntilOneIsNamed() {
    assertThat(CallOwner.current()).isEmpty();
  }

  @Test
  void isThatOfTheContext() throws Exception {
    String seen = CallOwner.in(Context.current(), "o-1").call(CallOwner::current);

    assertThat(seen).isEqualTo("o-1");
    assertThat(CallOwner.current()).isEmpty();
  }
}
