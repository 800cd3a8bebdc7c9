package dev.chatbrush.triton.catalogue;

import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.error.InferenceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The models that the server offers, found by the {@code chatbrush.*} parameters of their
 * configurations and looked up anew on a timer. Models that are not ready are not listed. While no
 * server answers, the last known list stays and {@link #available()} is false. Between two looks it
 * asks every half second whether a server lives, so that a loss and a return are known at once.
 * Thread-safe.
 */
public final class ModelCatalogue implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ModelCatalogue.class.getName());

  private static final Duration PULSE = Duration.ofMillis(500);

  private final InferenceClient client;
  private final CatalogueReader reader;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "model-catalogue");
            thread.setDaemon(true);
            return thread;
          });

  private final CountDownLatch firstLook = new CountDownLatch(1);
  private volatile CatalogueSnapshot snapshot = CatalogueSnapshot.EMPTY;
  private volatile boolean available;

  private ModelCatalogue(InferenceClient client) {
    this.client = client;
    this.reader = new CatalogueReader(client);
  }

  /**
   * Reads the models now, as far as a server answers, and again after each pause. Does not close
   * the client.
   *
   * @param refresh pause between two looks, greater than zero
   */
  public static ModelCatalogue start(InferenceClient client, Duration refresh) {
    ModelCatalogue catalogue = new ModelCatalogue(client);
    catalogue.refresh();
    catalogue.firstLook.countDown();
    catalogue.schedule(refresh.toNanos(), refresh);
    return catalogue;
  }

  /**
   * As {@link #start}, but returns at once, for programs that must not wait for a server that
   * hangs. The first look is on its way; see {@link #awaitFirstLook}.
   */
  public static ModelCatalogue startInBackground(InferenceClient client, Duration refresh) {
    ModelCatalogue catalogue = new ModelCatalogue(client);
    catalogue.schedule(0, refresh);
    return catalogue;
  }

  /**
   * Waits until the first look has ended, whether it reached a server or not.
   *
   * @return false when it takes longer than that, or the thread is interrupted
   */
  public boolean awaitFirstLook(Duration longest) {
    try {
      return firstLook.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** All tools, best rank first. */
  public List<ToolModel> tools() {
    return snapshot.tools();
  }

  /** The models for that tool that work with, or without, a mask; best rank first. */
  public List<ToolModel> toolsFor(String tool, boolean hasMask) {
    return tools().stream()
        .filter(model -> model.tool().equals(tool) && model.mask().allows(hasMask))
        .toList();
  }

  /** The best model for that tool that works with, or without, a mask. */
  public Optional<ToolModel> bestTool(String tool, boolean hasMask) {
    return toolsFor(tool, hasMask).stream().findFirst();
  }

  /** The tool model of that id, as long as that very version is ready; for pinned versions. */
  public Optional<ToolModel> find(ModelId id) {
    return tools().stream().filter(model -> model.id().equals(id)).findFirst();
  }

  /** All complete encoder-decoder pairs, best rank first. */
  public List<SegmentModels> segmenters() {
    return snapshot.segmenters();
  }

  /** The best encoder-decoder pair. */
  public Optional<SegmentModels> bestSegmenter() {
    return segmenters().stream().findFirst();
  }

  /** The best model that finds what stands out in a picture. */
  public Optional<SaliencyModel> bestSaliency() {
    return snapshot.saliency().stream().findFirst();
  }

  /** The best model that reads sentences. */
  public Optional<SentenceModel> bestSentenceEncoder() {
    return snapshot.sentences().stream().findFirst();
  }

  /** The models that find things by their names, best rank first. */
  public List<DetectorModel> detectors() {
    return snapshot.detectors();
  }

  /** Whether that model's tensors have a batch axis before the dimensions of its configuration. */
  public boolean hasBatchAxis(ModelId id) {
    return snapshot.batched().contains(id);
  }

  /** Ready models that cannot be offered, and why. */
  public List<RejectedModel> rejected() {
    return snapshot.rejected();
  }

  /** How many versions of models the server could not load; it tries again at every look. */
  public int failed() {
    return snapshot.failed();
  }

  /** Whether a server answered when it was last asked. */
  public boolean available() {
    return available;
  }

  /** Looks now. Never throws for a server that does not answer; see {@link #available()}. */
  public synchronized void refresh() {
    CatalogueSnapshot before = snapshot;
    boolean reachedBefore = available;
    try {
      CatalogueSnapshot found = reader.read();
      logNewlyRejected(before, found);
      snapshot = found;
      available = true;
    } catch (InferenceException unreachable) {
      available = false;
      if (reachedBefore) {
        LOG.log(Level.WARNING, "The model list is not refreshed: {0}", unreachable.getMessage());
      }
    }
    if (available != reachedBefore || !snapshot.equals(before)) {
      listeners.forEach(ModelCatalogue::tell);
    }
  }

  /**
   * Calls back after each change of the models or of {@link #available()}, on the thread that
   * looked. Closing the result ends that.
   */
  public AutoCloseable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Ends the looking. */
  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void schedule(long firstNanos, Duration refresh) {
    timer.scheduleWithFixedDelay(
        this::refreshOnTimer, firstNanos, refresh.toNanos(), TimeUnit.NANOSECONDS);
    if (refresh.compareTo(PULSE) > 0) {
      timer.scheduleWithFixedDelay(
          this::feelPulse, PULSE.toNanos(), PULSE.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** The list is read anew only when a server is lost or found: it may be long. */
  private void feelPulse() {
    try {
      if (client.live() != available) {
        refresh();
      }
    } catch (RuntimeException failure) {
      LOG.log(
          Level.ERROR, "Asking whether a server lives failed; the next try is on its way", failure);
    }
  }

  private void refreshOnTimer() {
    try {
      refresh();
    } catch (RuntimeException failure) {
      LOG.log(Level.ERROR, "Refreshing the model list failed; the next try is on its way", failure);
    } finally {
      firstLook.countDown();
    }
  }

  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException failure) {
      // One listener's failure must not end the timer, nor keep the news from the others.
      LOG.log(Level.ERROR, "A listener of the model catalogue failed", failure);
    }
  }

  private static void logNewlyRejected(CatalogueSnapshot before, CatalogueSnapshot found) {
    found.rejected().stream()
        .filter(model -> !before.rejected().contains(model))
        .forEach(model -> LOG.log(Level.WARNING, "Left out a model: {0}", model.reason()));
  }
}
