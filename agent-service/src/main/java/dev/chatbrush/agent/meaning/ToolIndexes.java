package dev.chatbrush.agent.meaning;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.SentenceVectors;
import dev.chatbrush.triton.catalogue.SentenceModel;
import dev.chatbrush.triton.error.InferenceException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The index of the catalogue at hand, made aside whenever tools or encoder change, so that neither
 * a start nor a message waits for it. Thread-safe.
 */
@Singleton
public class ToolIndexes {
  private static final Logger LOG = Logger.getLogger(ToolIndexes.class);
  private static final int BATCH = 64;
  private static final Duration LONGEST_BATCH = Duration.ofSeconds(20);

  private final SentenceVectors vectors;
  private final AtomicBoolean making = new AtomicBoolean();
  private final ExecutorService aside =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "meaning-index");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Optional<ToolIndex> made = Optional.empty();

  ToolIndexes(SentenceVectors vectors) {
    this.vectors = vectors;
  }

  /** The index of that catalogue; empty while there is none, and then it is being made. */
  Optional<ToolIndex> current(CatalogueSnapshot catalogue) {
    Optional<SentenceModel> model = vectors.model();
    if (model.isEmpty()) {
      return Optional.empty();
    }
    ToolTexts texts = ToolTexts.of(catalogue);
    Optional<ToolIndex> index = made.filter(found -> found.isOf(model.get(), texts));
    if (index.isEmpty() && making.compareAndSet(false, true)) {
      aside.execute(() -> make(model.get(), texts));
    }
    return index;
  }

  private void make(SentenceModel model, ToolTexts texts) {
    try {
      Optional<Sayings> sayings = Sayings.of(model.family());
      if (sayings.isEmpty()) {
        LOG.warnf("No sayings are recorded for the family '%s' of %s", model.family(), model.id());
        return;
      }
      List<float[]> all = new ArrayList<>();
      for (int from = 0; from < texts.texts().size(); from += BATCH) {
        int to = Math.min(from + BATCH, texts.texts().size());
        all.addAll(
            Arrays.asList(vectors.of(model, texts.texts().subList(from, to), LONGEST_BATCH)));
      }
      made = Optional.of(new ToolIndex(model, texts, all, sayings.get()));
    } catch (InferenceException failed) {
      LOG.infof("The tools' texts are not read yet: %s", failed.getMessage());
    } finally {
      making.set(false);
    }
  }

  @PreDestroy
  void close() {
    aside.shutdownNow();
  }
}
