package dev.chatbrush.agent.meaning;

import dev.chatbrush.agent.catalogue.ToolCatalogue;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** Has the index made as soon as tools or encoder change, before a message asks for it. */
@Singleton
@Startup
final class IndexAhead {
  private final AutoCloseable subscription;

  /** The catalogue is told of a change first: it is there before this. */
  IndexAhead(ToolIndexes indexes, ToolCatalogue tools, ModelCatalogue models) {
    this.subscription = models.onChange(() -> indexes.current(tools.snapshot()));
    indexes.current(tools.snapshot()); // the first look may be over
  }

  @PreDestroy
  void close() throws Exception {
    subscription.close();
  }
}
