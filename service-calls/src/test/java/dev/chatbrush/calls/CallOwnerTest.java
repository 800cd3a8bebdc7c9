package dev.chatbrush.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.MDC;
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

  @Test
  void whatIsLoggedAfterwardsIsForWhomItWasBefore() {
    List<Object> logged = new ArrayList<>();
    Runnable look = () -> logged.add(MDC.get("owner"));

    CallOwner.logged(
        "o-1",
        () -> {
          CallOwner.logged("o-2", look);
          look.run();
        });
    look.run();

    assertThat(logged).isEqualTo(Arrays.asList("o-2", "o-1", null));
  }
}
