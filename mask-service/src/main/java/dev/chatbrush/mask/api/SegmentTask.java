package dev.chatbrush.mask.api;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.contracts.mask.Mask;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.mask.SegmentRequest;
import dev.chatbrush.mask.embedding.DetectionStore;
import dev.chatbrush.mask.embedding.Detections;
import dev.chatbrush.mask.embedding.EmbeddingStore;
import dev.chatbrush.mask.embedding.PictureRef;
import dev.chatbrush.mask.embedding.PictureSize;
import dev.chatbrush.mask.embedding.PictureStore;
import dev.chatbrush.mask.embedding.Saliency;
import dev.chatbrush.mask.embedding.SaliencyStore;
import dev.chatbrush.mask.embedding.SoughtName;
import dev.chatbrush.mask.inference.SegmentModelSource;
import dev.chatbrush.mask.lane.Call;
import dev.chatbrush.mask.lane.Lanes;
import dev.chatbrush.mask.named.Named;
import dev.chatbrush.mask.segment.Segmenter;
import dev.chatbrush.mask.segment.SelectedMask;
import dev.chatbrush.mask.segment.Selection;
import dev.chatbrush.mask.segment.Subject;
import dev.chatbrush.mask.telemetry.PartTimer;
import dev.chatbrush.triton.catalogue.SegmentModels;
import dev.chatbrush.triton.error.ModelNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** One selection into one mask; waits for an encode without holding a thread of the click lane. */
@ApplicationScoped
class SegmentTask {
  private final SegmentModelSource models;
  private final EmbeddingStore embeddings;
  private final SaliencyStore saliencies;
  private final DetectionStore detections;
  private final PictureStore pictures;
  private final Segmenter segmenter;
  private final Lanes lanes;

  SegmentTask(
      SegmentModelSource models,
      EmbeddingStore embeddings,
      SaliencyStore saliencies,
      DetectionStore detections,
      PictureStore pictures,
      Segmenter segmenter,
      Lanes lanes) {
    this.models = models;
    this.embeddings = embeddings;
    this.saliencies = saliencies;
    this.detections = detections;
    this.pictures = pictures;
    this.segmenter = segmenter;
    this.lanes = lanes;
  }

  /**
   * One request and who waits for it.
   *
   * @param again whether the models were looked up anew, since the first choice was gone
   */
  private record Job(
      SegmentRequest request,
      Selection selection,
      PictureRef picture,
      Call call,
      CallDeadline deadline,
      PartTimer parts,
      Consumer<SegmentReply> reply,
      boolean again) {
    Job anew() {
      return new Job(request, selection, picture, call, deadline, parts, reply, true);
    }
  }

  void run(
      SegmentRequest request,
      Call call,
      CallDeadline deadline,
      long startNanos,
      Consumer<SegmentReply> reply) {
    PartTimer parts = new PartTimer();
    parts.add("queue", startNanos);
    Selection selection = SelectionReader.selection(request.getSelection());
    segmenter.check(selection);
    PictureRef picture = SelectionReader.picture(request.getPicture());
    Job job = new Job(request, selection, picture, call, deadline, parts, reply, false);
    if (selection.isDrawn()) {
      draw(job);
    } else {
      findBasis(job);
    }
  }

  private void draw(Job job) {
    Optional<PictureSize> size = pictures.size(job.picture());
    if (size.isEmpty()) {
      askForPicture(job);
    } else {
      answer(job, segmenter.draw(job.selection(), size.get(), job.parts()));
    }
  }

  private void findBasis(Job job) {
    Optional<CompletableFuture<Basis>> found = basis(job);
    if (found.isEmpty()) {
      askForPicture(job);
    } else if (found.get().isDone() && !found.get().isCompletedExceptionally()) {
      segment(job, found.get().join());
    } else {
      // A copy: the encode goes on for those who come after this caller's time.
      found
          .get()
          .copy()
          .orTimeout(job.deadline().left().toMillis(), TimeUnit.MILLISECONDS)
          .whenComplete((basis, problem) -> resume(job, basis, problem));
    }
  }

  private Optional<CompletableFuture<Basis>> basis(Job job) {
    if (job.selection().named().isPresent()) {
      return named(job, job.selection().named().get());
    }
    return job.selection().subject() == Subject.NONE ? clicked(job) : subject(job);
  }

  private Optional<CompletableFuture<Basis>> clicked(Job job) {
    SegmentModels pair = models.best();
    return embeddings
        .find(job.picture(), pair, job.call())
        .map(found -> found.thenApply(encoded -> Basis.of(encoded, pair)));
  }

  /** Saliency, and an embedding where a pair of models is ready; empty when the picture lacks. */
  private Optional<CompletableFuture<Basis>> subject(Job job) {
    Optional<CompletableFuture<Saliency>> saliency =
        saliencies.find(job.picture(), models.saliency(), job.call());
    return withEmbedding(job, saliency, Basis::of, Basis::with);
  }

  /** What has the name, and an embedding likewise. */
  private Optional<CompletableFuture<Basis>> named(Job job, Named named) {
    SoughtName sought = SoughtName.among(models.detectors(), named.text());
    Optional<CompletableFuture<Detections>> found =
        detections
            .find(job.picture(), sought.model(), sought.words(), job.call())
            .map(all -> all.thenApply(sought::of));
    return withEmbedding(job, found, Basis::of, Basis::with);
  }

  private <F> Optional<CompletableFuture<Basis>> withEmbedding(
      Job job,
      Optional<CompletableFuture<F>> finding,
      Function<F, Basis> alone,
      BiFunction<Basis, F, Basis> beside) {
    Optional<SegmentModels> pair = models.find();
    if (finding.isEmpty() || pair.isEmpty()) {
      return finding.map(found -> found.thenApply(alone));
    }
    return embeddings
        .find(job.picture(), pair.get(), job.call())
        .map(
            encoding ->
                encoding.thenCombine(
                    finding.get(),
                    (encoded, found) -> beside.apply(Basis.of(encoded, pair.get()), found)));
  }

  private void resume(Job job, Basis basis, Throwable problem) {
    Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
    if (cause == null) {
      job.call().runIn(lanes.clicks(), () -> segment(job, basis));
    } else if (cause instanceof ModelNotFoundException && !job.again()) {
      job.call().runIn(lanes.clicks(), () -> choosingAnew(job));
    } else {
      job.call().fail(cause);
    }
  }

  /** A model that was taken away is known as such only at the next look; look now. */
  private void choosingAnew(Job job) {
    models.refresh();
    findBasis(job.anew());
  }

  private void segment(Job job, Basis basis) {
    job.parts().addAll(basis.millis());
    SelectedMask selected;
    try {
      selected = select(job, basis);
    } catch (ModelNotFoundException gone) {
      if (job.again()) {
        throw gone;
      }
      choosingAnew(job);
      return;
    }
    answer(job, selected);
  }

  private SelectedMask select(Job job, Basis basis) {
    if (basis.saliency().isPresent()) {
      return segmenter.subject(
          basis.saliency().get(), basis.model(), job.selection(), job.deadline(), job.parts());
    }
    if (basis.detections().isPresent()) {
      return segmenter.named(
          basis.detections().get(), basis.model(), job.selection(), job.deadline(), job.parts());
    }
    return segmenter.segment(
        job.request().getOnce() ? "" : job.request().getSession(),
        basis.model().orElseThrow(),
        job.selection(),
        job.deadline(),
        job.parts());
  }

  private void answer(Job job, SelectedMask selected) {
    long start = System.nanoTime();
    Mask mask = MaskWriter.mask(selected);
    job.parts().add("mask", start);
    SegmentReply reply =
        SegmentReply.newBuilder()
            .setMask(mask)
            .setSequence(job.request().getSequence())
            .putAllTimingsMillis(job.parts().millis())
            .build();
    job.call().complete(() -> job.reply().accept(reply));
  }

  private static void askForPicture(Job job) {
    SegmentReply needed =
        SegmentReply.newBuilder()
            .setImageNeeded(SelectionReader.needed(job.picture()))
            .setSequence(job.request().getSequence())
            .build();
    job.call().complete(() -> job.reply().accept(needed));
  }
}
