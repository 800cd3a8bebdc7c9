package dev.chatbrush.mask.embedding;

import dev.chatbrush.imaging.Resampling;
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
import dev.chatbrush.triton.catalogue.SaliencyModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What stands out in each picture, by picture and model version; found once and when asked for. */
@ApplicationScoped
public class SaliencyStore {
  private static final long BYTES = 16L << 20; // 40 pictures at 320 x 320

  private record Key(String sha256, ModelId model) {}

  private final PictureStore pictures;
  private final GuardedInference inference;
  private final Lanes lanes;
  private final MaskMeters meters;
  private final ByteBoundedCache<Key, Saliency> maps =
      new ByteBoundedCache<>(BYTES, Saliency::bytes, () -> {});
  private final SharedWork<Key, Saliency> searches = new SharedWork<>();

  public SaliencyStore(
      PictureStore pictures, GuardedInference inference, Lanes lanes, MaskMeters meters) {
    this.pictures = pictures;
    this.inference = inference;
    this.lanes = lanes;
    this.meters = meters;
  }

  /**
   * The map for a person who waits for it until their call ends, at once or when the model has
   * answered; empty when the picture is unknown and its bytes were not sent. The future fails as
   * {@link EmbeddingStore#find} has it.
   */
  public Optional<CompletableFuture<Saliency>> find(
      PictureRef ref, SaliencyModel model, Call call) {
    Key key = new Key(ref.sha256(), model.id());
    Optional<Saliency> known = maps.get(key);
    if (known.isPresent()) {
      return Optional.of(CompletableFuture.completedFuture(known.get()));
    }
    Optional<SharedWork.Pending<Saliency>> running = searches.running(key);
    if (running.isEmpty() && pictures.has(ref)) {
      running = Optional.of(searches.start(key, lanes.encodes(), () -> make(key, ref, model)));
    }
    return running.map(pending -> pending.awaitedBy(call));
  }

  private Saliency make(Key key, PictureRef ref, SaliencyModel model) {
    PartTimer parts = new PartTimer();
    SeenPicture seen = parts.time("decode", () -> pictures.require(ref));
    Saliency found =
        seen.cutOut()
            .map(cutOut -> Saliency.of(cutOut, seen.size(), parts.millis()))
            .orElseGet(() -> ask(model, seen, parts));
    parts.millis().forEach(meters::part);
    maps.put(key, found.known());
    return found;
  }

  private Saliency ask(SaliencyModel model, SeenPicture seen, PartTimer parts) {
    int side = model.inputSide();
    byte[] pixels =
        parts.time("resize", () -> seen.pixels().resizeTo(side, side, Resampling.BILINEAR).rgb());
    InferRequest.Builder request =
        InferRequest.to(model.id())
            .input(Tensor.ofUint8("image", pixels, side, side, RgbImage.CHANNELS));
    InferResponse response = parts.time("saliency", () -> inference.findSubject(request));
    return Saliency.from(response, model.id(), seen.size(), side, parts.millis());
  }

  /** Keeps nothing of these pictures any more. */
  public void forget(Set<String> gone) {
    maps.forget(key -> gone.contains(key.sha256()));
  }
}
