package dev.chatbrush.gateway.selection;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.storage.BlobId;
import io.opentelemetry.context.Context;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Has new pictures encoded in the background, so that the first click is as fast as the next ones.
 * It is a help, not a need: when there is too much to do the oldest is dropped, and a click then
 * encodes the picture itself. Part of the trace of the request that brought the picture.
 */
@ApplicationScoped
public class Preparer {
  private static final Logger LOG = Logger.getLogger(Preparer.class);

  private final MaskClient client;
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          2,
          2,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(32),
          task -> {
            Thread thread = new Thread(task, "prepare");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardOldestPolicy());

  public Preparer(MaskClient client) {
    this.client = client;
  }

  /** Returns at once. */
  public void prepare(BlobId image) {
    Runnable run = io.grpc.Context.current().wrap(() -> run(image)); // whoever it is made for
    worker.execute(Context.current().wrap(run));
  }

  private void run(BlobId image) {
    try {
      client.prepare(image);
    } catch (EditorException e) {
      LOG.debugf("picture %s is not prepared: %s", image, e.getMessage());
    } catch (RuntimeException e) {
      LOG.warnf(e, "picture %s is not prepared", image);
    }
  }

  @PreDestroy
  void stop() {
    worker.shutdownNow();
  }
}
