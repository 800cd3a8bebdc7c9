package dev.chatbrush.gateway.revision;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets few pictures be decoded at once: one of 40 megapixels takes some 300 MB while that lasts.
 * Thread-safe.
 */
@ApplicationScoped
public class DecodeGate {
  private final Semaphore permits;
  private final RevisionConfig config;

  public DecodeGate(RevisionConfig config) {
    this.config = config;
    this.permits = new Semaphore(config.decodes(), true);
  }

  /** Runs {@code work} when its turn comes, or fails with OVERLOADED after the configured wait. */
  public <T> T run(Supplier<T> work) {
    if (!acquire()) {
      throw new EditorException(
          ProblemCode.OVERLOADED, "Many pictures are being read. Try again in a few seconds.");
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }

  private boolean acquire() {
    try {
      return permits.tryAcquire(config.decodeWait().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
