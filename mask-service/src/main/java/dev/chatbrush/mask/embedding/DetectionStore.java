package dev.chatbrush.mask.embedding;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.mask.inference.GuardedInference;
import dev.chatbrush.mask.lane.Call;
import dev.chatbrush.mask.lane.Lanes;
import dev.chatbrush.mask.telemetry.MaskMeters;
import dev.chatbrush.mask.telemetry.PartTimer;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.catalogue.DetectorModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What detectors found in each picture, by picture and model version; when asked for, and once. */
@ApplicationScoped
public class DetectionStore {
  private static final long BYTES = 8L << 20;

  /** In pixels; a picture that is narrower shows nothing. */
  private static final int LEAST_SIDE = 8;

  /** words: what the model was asked for; empty for one that tells all it knows. */
  private record Key(String sha256, ModelId model, String words) {}

  private final PictureStore pictures;
  private final GuardedInference inference;
  private final Lanes lanes;
  private final MaskMeters meters;
  private final ByteBoundedCache<Key, Detections> cache =
      new ByteBoundedCache<>(BYTES, Detections::bytes, () -> {});
  private final SharedWork<Key, Detections> searches = new SharedWork<>();

  public DetectionStore(
      PictureStore pictures, GuardedInference inference, Lanes lanes, MaskMeters meters) {
    this.pictures = pictures;
    this.inference = inference;
    this.lanes = lanes;
    this.meters = meters;
  }

  /**
   * What the model finds, for a person who waits for it, as {@link SaliencyStore#find} has it.
   *
   * @param words what is looked for, where the model is told it
   */
  public Optional<CompletableFuture<Detections>> find(
      PictureRef ref, DetectorModel model, String words, Call call) {
    Key key = new Key(ref.sha256(), model.id(), model.asked() ? words : "");
    Optional<Detections> known = cache.get(key);
    if (known.isPresent()) {
      return Optional.of(CompletableFuture.completedFuture(known.get()));
    }
    Optional<SharedWork.Pending<Detections>> running = searches.running(key);
    if (running.isEmpty() && pictures.has(ref)) {
      running = Optional.of(searches.start(key, lanes.encodes(), () -> make(key, ref)));
    }
    return running.map(pending -> pending.awaitedBy(call));
  }

  private Detections make(Key key, PictureRef ref) {
    PartTimer parts = new PartTimer();
    SeenPicture seen = parts.time("decode", () -> pictures.require(ref));
    RgbImage pixels = seen.pixels();
    if (Math.min(pixels.width(), pixels.height()) < LEAST_SIDE) {
      return new Detections(key.model(), seen.size(), List.of(), Map.of());
    }
    InferRequest.Builder request =
        InferRequest.to(key.model())
            .input(
                Tensor.ofUint8(
                    "image", pixels.rgb(), pixels.height(), pixels.width(), RgbImage.CHANNELS));
    if (!key.words().isEmpty()) {
      byte[] words = key.words().getBytes(StandardCharsets.UTF_8);
      request.input(Tensor.ofBytes("text", List.of(words), 1));
    }
    InferResponse response = parts.time("detect", () -> inference.detect(request));
    parts.millis().forEach(meters::part);
    PictureSize size = new PictureSize(pixels.width(), pixels.height());
    Detections found = Detections.from(response, key.model(), seen.size(), size, parts.millis());
    cache.put(key, found.known());
    return found;
  }

  /** Keeps nothing of these pictures any more. */
  public void forget(Set<String> gone) {
    cache.forget(key -> gone.contains(key.sha256()));
  }
}
