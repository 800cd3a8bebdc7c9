package dev.chatbrush.testing;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Keeps the spans that end in the running service, as a collector would see them. */
@Singleton
public class RecordedSpans {
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

  @Produces
  @Singleton
  SpanProcessor processor() {
    return SimpleSpanProcessor.create(exporter);
  }

  public List<SpanData> all() {
    return exporter.getFinishedSpanItems();
  }

  /** Those of one trace, as soon as they are complete; a server's span ends after its reply. */
  public List<SpanData> of(String traceId, Predicate<List<SpanData>> complete)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      List<SpanData> spans =
          all().stream().filter(span -> span.getTraceId().equals(traceId)).toList();
      if (complete.test(spans) || System.nanoTime() > end) {
        return spans;
      }
      Thread.sleep(20);
    }
  }

  public static boolean has(List<SpanData> spans, String name) {
    return spans.stream().anyMatch(span -> span.getName().equals(name));
  }

  /** The only span of that name. */
  public static SpanData one(List<SpanData> spans, String name) {
    List<SpanData> found = spans.stream().filter(span -> span.getName().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "expected one span '%s', found %s"
              .formatted(name, spans.stream().map(SpanData::getName).toList()));
    }
    return found.get(0);
  }
}
