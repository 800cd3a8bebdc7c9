package dev.chatbrush.mask.embedding;

import dev.chatbrush.calls.triton.TritonConfig;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.SharedPlace;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.shared.RegionOffers;
import dev.chatbrush.triton.shared.SharedRegion;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The embeddings that were clicked on last, in memory that Triton reads itself: their megabytes are
 * not sent with each click. Where Triton runs elsewhere, or in several places, all are sent. Safe
 * for many threads.
 */
@ApplicationScoped
public class SharedEmbeddings {
  /** SAM 2's take all of it, MobileSAM's half: a page that is never written to costs nothing. */
  private static final int PLACE_BYTES = 8 << 20;

  private final RegionOffers offers;
  private final int placeBytes;
  private final int places;
  private Optional<SharedRegion> region = Optional.empty();
  private final Map<Embedding, Lease> leases = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param port tells this service from others on the machine, and is its own after a new start too
   */
  @Inject
  public SharedEmbeddings(
      InferenceClient client,
      TritonConfig triton,
      CacheConfig cache,
      @ConfigProperty(name = "quarkus.grpc.server.port") int port) {
    this(client, triton.target(), port, PLACE_BYTES, cache.shared().asLongValue());
  }

  SharedEmbeddings(
      InferenceClient client, List<String> targets, int port, int placeBytes, long bytes) {
    this.offers = new RegionOffers(client, targets, "chatbrush-mask-" + port);
    this.placeBytes = placeBytes;
    this.places = (int) (Math.min(bytes, Integer.MAX_VALUE) / placeBytes);
  }

  /** An embedding's tensors, where Triton finds them until this is closed. */
  public final class Lease implements AutoCloseable {
    private final int offset;
    private final Map<Tensor, SharedPlace> tensors;
    private int users; // guarded by the embeddings

    private Lease(int offset, Map<Tensor, SharedPlace> tensors) {
      this.offset = offset;
      this.tensors = tensors;
    }

    /** Adds them to a request. */
    public void addTo(InferRequest.Builder request) {
      tensors.forEach(request::input);
    }

    @Override
    public void close() {
      synchronized (SharedEmbeddings.this) {
        users--;
      }
    }
  }

  /** Puts the embedding there unless it is; empty where it has to be sent. */
  public synchronized Optional<Lease> lease(Embedding embedding) {
    if (embedding.sentBytes() > placeBytes) {
      return Optional.empty();
    }
    Optional<Lease> lease = region().flatMap(memory -> in(memory, embedding));
    lease.ifPresent(one -> one.users++);
    return lease;
  }

  /** Triton knows the memory no more: it was started anew. */
  public synchronized void forget() {
    region = Optional.empty();
    leases.clear();
  }

  @PreDestroy
  synchronized void close() {
    region.ifPresent(SharedRegion::close);
    forget();
  }

  private Optional<SharedRegion> region() {
    if (region.isEmpty() && places > 0) {
      region = offers.offer(places * placeBytes);
    }
    return region;
  }

  private Optional<Lease> in(SharedRegion memory, Embedding embedding) {
    Lease there = leases.get(embedding);
    if (there != null) {
      return Optional.of(there);
    }
    Optional<Integer> free = freePlace();
    free.ifPresent(
        offset -> leases.put(embedding, new Lease(offset, embedding.writeTo(memory, offset))));
    return free.map(offset -> leases.get(embedding));
  }

  /** One that nothing lies in, or else that of what was asked for longest ago, if it is idle. */
  private Optional<Integer> freePlace() {
    if (leases.size() < places) {
      return Optional.of(leases.size() * placeBytes);
    }
    for (Iterator<Lease> oldest = leases.values().iterator(); oldest.hasNext(); ) {
      Lease lease = oldest.next();
      if (lease.users == 0) {
        oldest.remove();
        return Optional.of(lease.offset);
      }
    }
    return Optional.empty();
  }
}
