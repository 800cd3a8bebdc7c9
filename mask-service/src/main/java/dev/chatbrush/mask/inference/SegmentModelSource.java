package dev.chatbrush.mask.inference;

import dev.chatbrush.calls.triton.TritonConfig;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.triton.catalogue.DetectorModel;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.catalogue.SaliencyModel;
import dev.chatbrush.triton.catalogue.SegmentModels;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The models that are best right now; right after the start it waits for them for a moment. */
@Startup
@ApplicationScoped
public class SegmentModelSource {
  private final ModelCatalogue catalogue;
  private final Duration firstLook;

  public SegmentModelSource(ModelCatalogue catalogue, TritonConfig config) {
    this.catalogue = catalogue;
    this.firstLook = config.firstLook();
  }

  /**
   * @throws MaskProblem MODEL_UNAVAILABLE when there is no ready pair
   */
  public SegmentModels best() {
    catalogue.awaitFirstLook(firstLook);
    return catalogue
        .bestSegmenter()
        .orElseThrow(
            () -> MaskProblem.modelUnavailable(message() + " Brush strokes still work.", null));
  }

  /** The pair that is best, where there is one. */
  public Optional<SegmentModels> find() {
    return catalogue.bestSegmenter();
  }

  /**
   * The best model that finds a picture's subject.
   *
   * @throws MaskProblem MODEL_UNAVAILABLE when there is none ready
   */
  public SaliencyModel saliency() {
    catalogue.awaitFirstLook(firstLook);
    return catalogue
        .bestSaliency()
        .orElseThrow(
            () ->
                MaskProblem.modelUnavailable(
                    (catalogue.available()
                            ? "The inference server has no ready model of the role saliency."
                            : message())
                        + " Click what you mean, or paint it.",
                    null));
  }

  /** The models that find things by their names, best first; none where there is none ready. */
  public List<DetectorModel> detectors() {
    catalogue.awaitFirstLook(firstLook);
    return catalogue.detectors();
  }

  /** Looks now which models there are. */
  public void refresh() {
    catalogue.refresh();
  }

  public boolean isReady() {
    return catalogue.available() && catalogue.bestSegmenter().isPresent();
  }

  /** What is there or missing, for a person. */
  public String message() {
    if (!catalogue.available()) {
      return "The inference server does not answer.";
    }
    return catalogue
        .bestSegmenter()
        .map(models -> "Ready with %s.".formatted(models.family()))
        .orElse(
            "The inference server has no ready pair of segment-encoder and segment-decoder"
                + " models.");
  }
}
