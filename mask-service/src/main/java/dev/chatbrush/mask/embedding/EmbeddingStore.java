package dev.chatbrush.mask.embedding;

import dev.chatbrush.imaging.Luma;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.mask.inference.GuardedInference;
import dev.chatbrush.mask.lane.Call;
import dev.chatbrush.mask.lane.Lanes;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.mask.telemetry.MaskMeters;
import dev.chatbrush.mask.telemetry.PartTimer;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.catalogue.SegmentModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Embeddings by picture and encoder version; each is made once, however many ask for it. Triton may
 * restart meanwhile: what is known stays known.
 */
@ApplicationScoped
public class EmbeddingStore {
  private record Key(String sha256, ModelId encoder) {}

  private final PictureStore pictures;
  private final GuardedInference inference;
  private final Lanes lanes;
  private final MaskMeters meters;
  private final boolean half;
  private final ByteBoundedCache<Key, Embedding> embeddings;
  private final SharedWork<Key, Encoded> encodes = new SharedWork<>();

  public EmbeddingStore(
      CacheConfig cache,
      PictureStore pictures,
      GuardedInference inference,
      Lanes lanes,
      MaskMeters meters) {
    this.pictures = pictures;
    this.inference = inference;
    this.lanes = lanes;
    this.meters = meters;
    this.half = cache.halfPrecision();
    this.embeddings =
        new ByteBoundedCache<>(
            cache.embeddings().asLongValue(), Embedding::bytes, meters::embeddingEvicted);
    meters.embeddingBytes(embeddings::bytes);
  }

  /**
   * The embedding for a person who waits for it until their call ends, at once or when its encode
   * ends; empty when the picture is unknown and its bytes were not sent. The future fails with a
   * {@link MaskProblem}, an image exception or an inference exception.
   */
  public Optional<CompletableFuture<Encoded>> find(
      PictureRef ref, SegmentModels models, Call call) {
    Key key = new Key(ref.sha256(), models.encoder());
    Optional<Embedding> known = embeddings.get(key);
    if (known.isPresent()) {
      meters.embeddingHit();
      return Optional.of(CompletableFuture.completedFuture(new Encoded(known.get(), Map.of())));
    }
    return pending(key, ref, models).map(pending -> pending.awaitedBy(call));
  }

  /** As {@link #find}, while nobody waits: whatever a person waits for goes first. */
  public Optional<CompletableFuture<Encoded>> prepare(PictureRef ref, SegmentModels models) {
    Key key = new Key(ref.sha256(), models.encoder());
    Optional<Embedding> known = embeddings.get(key);
    if (known.isPresent()) {
      return Optional.of(CompletableFuture.completedFuture(new Encoded(known.get(), Map.of())));
    }
    return pending(key, ref, models).map(SharedWork.Pending::result);
  }

  private Optional<SharedWork.Pending<Encoded>> pending(
      Key key, PictureRef ref, SegmentModels models) {
    Optional<SharedWork.Pending<Encoded>> running = encodes.running(key);
    if (running.isPresent() || !pictures.has(ref)) {
      return running;
    }
    return Optional.of(encodes.start(key, lanes.encodes(), () -> make(key, ref, models)));
  }

  private Encoded make(Key key, PictureRef ref, SegmentModels models) {
    // One that ended between the look into the cache and the look at what is running.
    Optional<Embedding> known = embeddings.get(key);
    if (known.isPresent()) {
      return new Encoded(known.get(), Map.of());
    }
    meters.embeddingMiss();
    Encoded encoded = encode(ref, models);
    embeddings.put(key, encoded.embedding());
    return encoded;
  }

  private Encoded encode(PictureRef ref, SegmentModels models) {
    PartTimer parts = new PartTimer();
    SeenPicture seen = parts.time("decode", () -> pictures.require(ref));
    EncoderFrame frame =
        EncoderFrame.of(
            seen.size().width(), seen.size().height(), models.inputSide(), models.geometry());
    byte[] pixels = parts.time("resize", () -> frame.input(seen.pixels()));
    InferRequest.Builder request =
        InferRequest.to(models.encoder())
            .input(Tensor.ofUint8("image", pixels, frame.side(), frame.side(), RgbImage.CHANNELS));
    InferResponse response = parts.time("encode", () -> inference.encode(request));
    parts.millis().forEach(meters::part);
    List<Tensor> outputs = List.copyOf(response.outputs().values());
    Embedding embedding =
        new Embedding(models.encoder(), frame, Luma.of(seen.pixels()), outputs, half);
    return new Encoded(embedding, parts.millis());
  }

  /** Keeps nothing of these pictures any more. */
  public void forget(Set<String> gone) {
    embeddings.forget(key -> gone.contains(key.sha256()));
  }
}
