package dev.chatbrush.agent.edit;

import dev.chatbrush.agent.catalogue.GuardedTriton;
import dev.chatbrush.agent.catalogue.ToolCatalogue;
import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.calls.MemoryBudget;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Runs one step of a plan: decode, crop, model, check, stitch, encode. Blocks the calling thread.
 * Thread-safe; the number of runs at a time is bounded.
 */
@Singleton
public final class ToolRunner {
  private final ToolCatalogue catalogue;
  private final GuardedTriton triton;
  private final PictureStore pictures;
  private final ToolMeter meter;
  private final RunLimiter limiter;
  private final Duration withoutDeadline;
  private final RandomGenerator seeds;

  @Inject
  ToolRunner(
      ToolCatalogue catalogue,
      GuardedTriton triton,
      PictureStore pictures,
      ToolMeter meter,
      ToolConfig config) {
    this(catalogue, triton, pictures, meter, config, new SecureRandom());
  }

  /** seeds: where they come from when the caller gives none. */
  ToolRunner(
      ToolCatalogue catalogue,
      GuardedTriton triton,
      PictureStore pictures,
      ToolMeter meter,
      ToolConfig config,
      RandomGenerator seeds) {
    this.catalogue = catalogue;
    this.triton = triton;
    this.pictures = pictures;
    this.meter = meter;
    this.limiter =
        new RunLimiter(
            config.concurrent(),
            config.waiting(),
            config.perOwner(),
            MemoryBudget.ofHeap(config.memory()));
    this.withoutDeadline = config.deadline();
    this.seeds = seeds;
  }

  /**
   * Runs to the end, within the time of the gRPC call that this thread serves; the listener hears
   * of each result as soon as it is there.
   *
   * @return one result a variation; fewer when the model makes the same picture again
   * @throws ToolProblem for everything that goes wrong; results told before stay good
   */
  public List<EditResult> run(EditRequest edit, EditListener listener, Cancellation cancellation) {
    long started = System.nanoTime();
    CallDeadline deadline = CallDeadline.ofCaller(withoutDeadline);
    String outcome = ToolMeter.UNEXPECTED;
    ModelChoice choice = ModelChoice.of(catalogue, edit);
    EditRun run = new EditRun(triton, meter, pictures, edit, choice, listener, cancellation);
    try (RunLimiter.Place place = enter(edit, choice, deadline, cancellation)) {
      run.waited((System.nanoTime() - started) / 1e6);
      List<EditResult> results = variations(edit, run, deadline, listener);
      outcome = "completed";
      return results;
    } catch (ToolProblem problem) {
      outcome = problem.outcome();
      throw problem;
    } finally {
      meter.run(edit.tool(), run.model(), outcome, Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private RunLimiter.Place enter(
      EditRequest edit, ModelChoice choice, CallDeadline deadline, Cancellation cancellation) {
    long bytes =
        EditInput.together(
            EditInput.bytesToEdit(edit.picture(), choice.anySize(), choice.makesAlpha()),
            EditInput.bytesToLookAt(edit.references()),
            Runtime.getRuntime().maxMemory());
    return limiter.enter(edit.owner(), bytes, deadline.left(), cancellation);
  }

  /** The first has the seed that was given or drawn, each further one the next number. */
  private List<EditResult> variations(
      EditRequest edit, EditRun run, CallDeadline deadline, EditListener listener) {
    long seed = edit.seed().orElseGet(() -> seeds.nextLong(1L << 32));
    List<EditResult> results = new ArrayList<>();
    for (int i = 0; i < edit.variations(); i++) {
      listener.variation(i, edit.variations());
      EditResult result = run.make(i, seed + i, deadline);
      if (results.stream().anyMatch(earlier -> earlier.sha256().equals(result.sha256()))) {
        break; // a model without chance, which further seeds would not change
      }
      results.add(result);
      listener.finished(result);
    }
    return results;
  }
}
