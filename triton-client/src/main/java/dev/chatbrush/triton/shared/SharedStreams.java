package dev.chatbrush.triton.shared;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.SharedPlace;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.TensorMetadata;
import dev.chatbrush.triton.error.InferenceException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Streams whose large inputs, and the outputs that may be written {@link
 * InferRequest.Builder#inPlace over them}, go by memory that the server sees too, where that can be
 * had; otherwise they are sent. The caller need not know which.
 *
 * <p>Each request has a region of its own that nothing else is ever written to. When the request is
 * over the server is asked to let go of it until it has, which a Triton does as soon as a call that
 * was withdrawn no longer reads or writes there (2.51 and later); then its pages are the machine's
 * again. Thread-safe.
 */
public final class SharedStreams implements AutoCloseable {
  /** Below that a message costs no more than telling the server of memory does. */
  static final int LEAST_BYTES = 4 << 20;

  private static final long ASK_AGAIN_MILLIS = 250;
  private static final long ASK_FOR_EARLIER_AGAIN_MILLIS = 5_000;

  private final InferenceClient client;
  private final RegionOffers offers;
  private final long mostBytes;
  private final Set<SharedRegion> held = new HashSet<>();
  private final ScheduledThreadPoolExecutor releases;

  /**
   * @param client of which the streams are
   * @param offers to the client's one server
   * @param mostBytes that all regions together may have, those that are being let go of included
   */
  public SharedStreams(InferenceClient client, RegionOffers offers, long mostBytes) {
    this.client = client;
    this.offers = offers;
    this.mostBytes = mostBytes;
    this.releases =
        new ScheduledThreadPoolExecutor(
            1, SharedStreams::thread, new ThreadPoolExecutor.DiscardPolicy());
    releases.setKeepAliveTime(1, TimeUnit.SECONDS);
    releases.allowCoreThreadTimeOut(true);
    if (mostBytes > 0) {
      releases.execute(this::letGoOfEarlier);
    }
  }

  /** As {@link InferenceClient#stream}. */
  public InferenceStream stream(InferRequest request) {
    List<Tensor> large = request.inputs().stream().filter(SharedStreams::isLarge).toList();
    Optional<SharedRegion> region = large.isEmpty() ? Optional.empty() : region(bytes(large));
    return region
        .map(memory -> stream(request, large, memory))
        .orElseGet(() -> client.stream(request));
  }

  /** Has the server let go of what it still has; streams that still run end as they may. */
  @Override
  public void close() {
    releases.shutdownNow();
    synchronized (this) {
      held.removeIf(SharedRegion::release);
    }
  }

  private static boolean isLarge(Tensor input) {
    return input.type().isFixedWidth() && input.data().size() >= LEAST_BYTES;
  }

  private static long bytes(List<Tensor> tensors) {
    return tensors.stream().mapToLong(tensor -> tensor.data().size()).sum();
  }

  private synchronized Optional<SharedRegion> region(long bytes) {
    long free = mostBytes - held.stream().mapToLong(SharedRegion::bytes).sum();
    if (bytes > Math.min(free, Integer.MAX_VALUE)) {
      return Optional.empty();
    }
    Optional<SharedRegion> region = offers.offer((int) bytes);
    region.ifPresent(held::add);
    return region;
  }

  private InferenceStream stream(InferRequest request, List<Tensor> large, SharedRegion region) {
    try {
      InferRequest placed = request.placed(write(large, region), outputs(request));
      return new SharedStream(client, placed, region, () -> letGo(region));
    } catch (IOException noMemory) {
      offers.refused();
      letGo(region);
      return client.stream(request);
    } catch (InferenceException failed) {
      letGo(region);
      throw failed;
    }
  }

  private static Map<String, SharedPlace> write(List<Tensor> tensors, SharedRegion region)
      throws IOException {
    Map<String, SharedPlace> places = new HashMap<>();
    int offset = 0;
    for (Tensor tensor : tensors) {
      region.write(offset, tensor.buffer());
      places.put(tensor.name(), region.place(tensor, offset));
      offset += tensor.data().size();
    }
    return places;
  }

  /** A request for all outputs has to name them when one of them has a place. */
  private List<String> outputs(InferRequest request) {
    return request.outputs().isEmpty()
        ? client.metadata(request.model()).outputs().stream().map(TensorMetadata::name).toList()
        : request.outputs();
  }

  private void letGo(SharedRegion region) {
    region.giveUp();
    releases.execute(() -> release(region));
  }

  private void release(SharedRegion region) {
    if (region.release()) {
      synchronized (this) {
        held.remove(region);
      }
    } else {
      releases.schedule(() -> release(region), ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void letGoOfEarlier() {
    try {
      offers.letGoOfEarlier();
    } catch (InferenceException notYet) {
      releases.schedule(this::letGoOfEarlier, ASK_FOR_EARLIER_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "triton-memory");
    thread.setDaemon(true);
    return thread;
  }
}
