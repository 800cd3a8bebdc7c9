package dev.chatbrush.mask.embedding;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.mask.inference.GuardedInference;
import dev.chatbrush.mask.inference.TritonConfig;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Embeddings by picture and encoder. Whoever asks for a picture that is being encoded joins that
 * encode; it runs to its end even when all who wait for it leave, since a click is likely to
 * follow.
 */
@ApplicationScoped
public class EmbeddingStore {
  private record Key(String sha256, ModelId encoder) {}

  private final PictureStore pictures;
  private final GuardedInference inference;
  private final TritonConfig config;
  private final Lanes lanes;
  private final MaskMeters meters;
  private final ByteBoundedCache<Key, Embedding> embeddings;
  private final Map<Key, CompletableFuture<Encoded>> inFlight = new ConcurrentHashMap<>();

  public EmbeddingStore(
      CacheConfig cache,
      PictureStore pictures,
      GuardedInference inference,
      TritonConfig config,
      Lanes lanes,
      MaskMeters meters) {
    this.pictures = pictures;
    this.inference = inference;
    this.config = config;
    this.lanes = lanes;
    this.meters = meters;
    this.embeddings =
        new ByteBoundedCache<>(
            cache.embeddings().asLongValue(), Embedding::bytes, meters::embeddingEvicted);
    meters.embeddingBytes(embeddings::bytes);
  }

  /**
   * The embedding, at once or when its encode ends; empty when the picture is unknown and its bytes
   * were not sent. The future fails with a {@link MaskProblem}, an image exception or an inference
   * exception.
   */
  public Optional<CompletableFuture<Encoded>> find(PictureRef ref, SegmentModels models) {
    Key key = new Key(ref.sha256(), models.encoder());
    Optional<Embedding> known = embeddings.get(key);
    if (known.isPresent()) {
      meters.embeddingHit();
      return Optional.of(CompletableFuture.completedFuture(new Encoded(known.get(), Map.of())));
    }
    CompletableFuture<Encoded> running = inFlight.get(key);
    if (running == null && !pictures.has(ref)) {
      return Optional.empty();
    }
    return Optional.of(running == null ? start(key, ref, models) : running);
  }

  private CompletableFuture<Encoded> start(Key key, PictureRef ref, SegmentModels models) {
    CompletableFuture<Encoded> created = new CompletableFuture<>();
    CompletableFuture<Encoded> running = inFlight.putIfAbsent(key, created);
    if (running != null) {
      return running;
    }
    meters.embeddingMiss();
    try {
      lanes.encodes().execute(() -> run(key, ref, models, created));
    } catch (MaskProblem overloaded) {
      inFlight.remove(key);
      created.completeExceptionally(overloaded);
    }
    return created;
  }

  private void run(
      Key key, PictureRef ref, SegmentModels models, CompletableFuture<Encoded> result) {
    try {
      // One that ended between the look into the cache and ours into the encodes in flight.
      Optional<Embedding> known = embeddings.get(key);
      Encoded encoded =
          known.isPresent() ? new Encoded(known.get(), Map.of()) : encode(ref, models);
      embeddings.put(key, encoded.embedding());
      inFlight.remove(key);
      result.complete(encoded);
    } catch (RuntimeException | Error e) {
      inFlight.remove(key);
      result.completeExceptionally(e);
    }
  }

  private Encoded encode(PictureRef ref, SegmentModels models) {
    PartTimer parts = new PartTimer();
    RgbImage image =
        parts.time(
            "decode",
            () ->
                pictures
                    .picture(ref)
                    .orElseThrow(
                        () ->
                            MaskProblem.overloaded(
                                "The picture was dropped for lack of room. Try again.", null)));
    EncoderFrame frame =
        EncoderFrame.of(image.width(), image.height(), models.inputSide(), models.geometry());
    byte[] pixels = parts.time("resize", () -> EncoderInput.of(image, frame));
    InferRequest request =
        InferRequest.to(models.encoder())
            .input(Tensor.ofUint8("image", pixels, frame.side(), frame.side(), RgbImage.CHANNELS))
            .timeout(config.encodeTimeout())
            .build();
    InferResponse response = parts.time("encode", () -> inference.encode(request));
    parts.millis().forEach(meters::part);
    return new Encoded(
        new Embedding(models, frame, List.copyOf(response.outputs().values())), parts.millis());
  }
}
