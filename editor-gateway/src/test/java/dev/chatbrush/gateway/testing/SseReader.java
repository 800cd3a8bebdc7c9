package dev.chatbrush.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Reads an event stream in the background, as a page does. */
public final class SseReader implements AutoCloseable {
  private static final long WAIT_SECONDS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One event; {@code id} is null without one. */
  public record Event(String name, JsonNode data, String id) {}

  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch listening = new CountDownLatch(1);
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final HttpResponse<Stream<String>> response;
  private final Stream<String> lines;

  private SseReader(HttpRequest request) {
    try {
      response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    lines = response.body();
    Thread reader = new Thread(this::read, "sse-reader");
    reader.setDaemon(true);
    reader.start();
    awaitFirstLine();
  }

  public static SseReader get(URI uri) {
    return new SseReader(request(uri).GET().build());
  }

  /** Takes up a stream that broke off. */
  public static SseReader get(URI uri, String lastEventId) {
    return new SseReader(request(uri).header("Last-Event-ID", lastEventId).GET().build());
  }

  public static SseReader post(URI uri, String json, String... headers) {
    HttpRequest.Builder request = request(uri).header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new SseReader(request.POST(HttpRequest.BodyPublishers.ofString(json)).build());
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(WAIT_SECONDS))
        .header("Accept", "text/event-stream");
  }

  public HttpResponse<Stream<String>> response() {
    return response;
  }

  private void awaitFirstLine() {
    try {
      if (!listening.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("no line came within %d s".formatted(WAIT_SECONDS));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    Map<String, String> fields = new HashMap<>();
    try {
      lines.forEach(
          line -> {
            listening.countDown();
            int colon = line.indexOf(':');
            if (colon > 0) {
              fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            } else if (line.isEmpty()) {
              finish(fields);
            }
          });
    } catch (UncheckedIOException e) {
      // The test has closed the stream, or the server has: the queue holds what came before.
      events.add(new Event("closed", JSON.createObjectNode(), null));
    } finally {
      end.countDown();
    }
  }

  private void finish(Map<String, String> fields) {
    if (fields.containsKey("data")) {
      events.add(new Event(fields.get("event"), parse(fields.get("data")), fields.get("id")));
    }
    fields.clear();
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next event; fails after 20 s without one. */
  public Event next() {
    try {
      Event event = events.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no event came within %d s".formatted(WAIT_SECONDS));
      }
      return event;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next event of that name; earlier ones are passed over. */
  public Event next(String name) {
    Event event = next();
    while (!event.name().equals(name)) {
      event = next();
    }
    return event;
  }

  /** Whether the server ends the line, within some seconds. */
  public boolean ended() {
    try {
      return end.await(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All events up to one of that name. */
  public List<Event> until(String name) {
    List<Event> all = new ArrayList<>();
    do {
      all.add(next());
    } while (!all.get(all.size() - 1).name().equals(name));
    return all;
  }

  @Override
  public void close() {
    lines.close();
  }
}
