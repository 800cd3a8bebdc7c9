package dev.chatbrush.triton.shared;

import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.error.InferenceException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Offers memory to one server, where the two can share any. After a refusal nothing is offered for
 * 30 s. What a process before this one left with the server is let go of first. Thread-safe.
 */
public final class RegionOffers {
  private static final long OFFER_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final InferenceClient client;
  private final boolean oneServer;
  private final String prefix;
  private boolean earlierGone;
  private long refusedNanos = System.nanoTime() - OFFER_AGAIN_NANOS;

  /**
   * @param targets the client's; memory is offered only where they are one address, and no name
   *     that may stand for several servers, each of which would have to be told
   * @param owner letters, digits and dashes that stay the same when this process is started anew,
   *     and are nobody else's
   */
  public RegionOffers(InferenceClient client, List<String> targets, String owner) {
    this.client = client;
    this.oneServer = targets.size() == 1 && !targets.get(0).contains("://");
    this.prefix = owner + ".";
  }

  /**
   * A region that the server has; empty where the two cannot share memory, or could not a moment
   * ago: the server runs on another machine or as another user, takes none, or does not answer, or
   * this machine has none to give.
   */
  public synchronized Optional<SharedRegion> offer(int bytes) {
    if (!oneServer || System.nanoTime() - refusedNanos < OFFER_AGAIN_NANOS) {
      return Optional.empty();
    }
    try {
      letGoOfEarlier();
      String name = prefix + HexFormat.of().formatHex(random());
      return Optional.of(SharedRegion.make(client, name, bytes));
    } catch (IOException | InferenceException cannotShare) {
      refused();
      return Optional.empty();
    }
  }

  /** The memory was there and could not be used. */
  synchronized void refused() {
    refusedNanos = System.nanoTime();
  }

  /**
   * Has the server let go of what a process before this one had; does nothing a second time.
   *
   * @throws InferenceException when the server does not answer, or still uses any of it
   */
  synchronized void letGoOfEarlier() {
    if (!earlierGone && oneServer) {
      client.sharedMemory().stream()
          .filter(name -> name.startsWith(prefix))
          .forEach(client::unregisterSharedMemory);
      earlierGone = true;
    }
  }

  private static byte[] random() {
    byte[] bits = new byte[16];
    RANDOM.nextBytes(bits);
    return bits;
  }
}
