package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.llm.ProviderException.Kind;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What LangChain4j sends its requests with. Follows no redirects, reads no more than {@link
 * BoundedText#MOST_BYTES}, ends with the whole answer or by the timeout, however slowly the bytes
 * come, and gives LangChain4j every server's answer in the one form that it knows. Logs nothing.
 */
final class ProviderHttp implements dev.langchain4j.http.client.HttpClient, HttpClientBuilder {
  private static final int LONGEST_SAID = 300;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1) // Ollama and llama.cpp stumble over h2c upgrades
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final ProviderSettings settings;
  private final Supplier<Duration> patience;

  /** patience: how long the answer to a request that starts now may take. */
  ProviderHttp(ProviderSettings settings, Supplier<Duration> patience) {
    this.settings = settings;
    this.patience = patience;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    HttpResponse<String> response = send(request);
    if (response.statusCode() / 100 != 2) {
      throw failure(response);
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(200)
        .headers(response.headers().map())
        .body(AnswerNormaliser.normalise(response.body()))
        .build();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("plans are read whole; use execute(request)");
  }

  private HttpResponse<String> send(HttpRequest request) {
    Duration timeout = patience.get();
    CompletableFuture<HttpResponse<String>> answer =
        CLIENT.sendAsync(jdk(request), info -> BoundedText.body());
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException slow) {
      throw new ProviderException(Kind.TIMEOUT, "no whole answer within " + timeout);
    } catch (ExecutionException failed) {
      throw failure(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ProviderException(Kind.UNREACHABLE, "the caller went away");
    } finally {
      answer.cancel(true);
    }
  }

  private static java.net.http.HttpRequest jdk(HttpRequest request) {
    var jdk =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(request.body()));
    request.headers().forEach((name, values) -> values.forEach(value -> jdk.header(name, value)));
    return jdk.build();
  }

  private static ProviderException failure(Throwable cause) {
    if (cause instanceof ProviderException known) {
      return known;
    }
    boolean slow = cause instanceof java.net.http.HttpTimeoutException;
    String said = cause instanceof IOException ? String.valueOf(cause) : "failed: " + cause;
    return new ProviderException(slow ? Kind.TIMEOUT : Kind.UNREACHABLE, said);
  }

  private ProviderException failure(HttpResponse<String> response) {
    int status = response.statusCode();
    Kind kind =
        switch (status) {
          case 401, 403 -> Kind.KEY_REFUSED;
          case 429 -> Kind.RATE_LIMITED;
          case 408, 504 -> Kind.TIMEOUT;
          default -> status >= 500 ? Kind.SERVER_ERROR : Kind.REQUEST_REFUSED;
        };
    // What comes with a refused key may repeat it.
    String said = kind == Kind.KEY_REFUSED ? "" : ": " + start(response.body());
    return new ProviderException(
        kind, "HTTP " + status + said, RetryAfter.of(response.headers().map()));
  }

  private String start(String body) {
    String clean = settings.key().map(key -> body.replace(key, "***")).orElse(body);
    String line = clean.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST_SAID ? line.substring(0, LONGEST_SAID) + "…" : line;
  }

  @Override
  public dev.langchain4j.http.client.HttpClient build() {
    return this;
  }

  @Override
  public Duration connectTimeout() {
    return CLIENT.connectTimeout().orElseThrow();
  }

  /** One client serves all providers, so its own stays. */
  @Override
  public HttpClientBuilder connectTimeout(Duration ignored) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return settings.timeout();
  }

  /** The time that is left of the plan's deadline stays. */
  @Override
  public HttpClientBuilder readTimeout(Duration ignored) {
    return this;
  }

  /** The header {@code Retry-After} in its form of seconds; dates are rare here and left out. */
  private static final class RetryAfter {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static Optional<Duration> of(Map<String, java.util.List<String>> headers) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase("retry-after"))
          .flatMap(header -> header.getValue().stream())
          .filter(value -> value.matches("\\d{1,6}(\\.\\d{1,6})?"))
          .map(value -> Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000)))
          .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait)
          .findFirst();
    }
  }
}
