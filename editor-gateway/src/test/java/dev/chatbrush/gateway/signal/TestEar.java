package dev.chatbrush.gateway.signal;

import dev.chatbrush.gateway.storage.GatewayName;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Listens as a gateway does. */
public final class TestEar implements AutoCloseable {
  private final Ear ear;

  private TestEar(Ear ear) {
    this.ear = ear;
  }

  public static TestEar listen(
      DataSource source, GatewayName self, Consumer<Signal> hears, Runnable missed) {
    Ear ear = new Ear(source::getConnection, self.value(), hears, missed);
    ear.begin();
    return new TestEar(ear);
  }

  @Override
  public void close() {
    ear.close();
  }
}
