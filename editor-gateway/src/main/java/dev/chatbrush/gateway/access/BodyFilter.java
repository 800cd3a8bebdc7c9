package dev.chatbrush.gateway.access;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads every body before anybody works on it, on the event loop: forms into files, all else into
 * memory. Quarkus REST reads on a worker thread, which a slow client would hold; in HTTP/2, where
 * it insists on that for all but forms, few bodies may come at a time.
 */
@ApplicationScoped
public class BodyFilter {
  /** After {@link FrontFilter}, before everything that may want the body. */
  private static final int SECOND = 900;

  /** In HTTP/2 no header has to tell of a body. */
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary=(\"[\\w'()+,./:=? -]{1,70}\"|[\\w'()+,./:=?-]{1,70})\\s*(;|$)",
          Pattern.CASE_INSENSITIVE);

  private final AccessConfig.Body limits;
  private final UnfinishedBodies unfinished;
  private final BodyMemory memory;
  private final BodyLimits sizes;
  private final Path uploads;

  public BodyFilter(
      AccessConfig config, UnfinishedBodies unfinished, BodyLimits sizes, VertxHttpConfig http) {
    this.limits = config.body();
    this.unfinished = unfinished;
    this.sizes = sizes;
    this.memory = new BodyMemory(limits.memory().asLongValue());
    this.uploads = Path.of(http.body().uploadsDirectory());
  }

  void register(@Observes Filters filters) {
    filters.register(this::read, SECOND);
  }

  private void read(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!hasBody(request)) {
      if (isForm(request) && request.method() == HttpMethod.POST) {
        throw new EditorException(
            ProblemCode.REQUEST_INVALID, "A form was announced, but the body is empty.");
      }
      context.next();
      return;
    }
    String boundary = isForm(request) ? boundary(request) : null;
    boolean onWorker = isLeftToRest(request);
    UnfinishedBodies.Watch watch =
        onWorker ? unfinished.beginOnWorker(context) : unfinished.begin(context);
    context.addEndHandler(ended -> watch.end());
    if (onWorker) {
      request.end().onComplete(end -> watch.end());
      context.next();
    } else if (boundary != null) {
      sizes.enter(context);
      continueExpected(request);
      new FormBody(context, boundary, uploads, sizes.of(request.path()), watch).read();
    } else {
      continueExpected(request);
      new MemoryBody(context, memory, limit(request), watch).read();
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    if (request.isEnded()) {
      return false;
    }
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || request.headers().contains(HttpHeaders.CONTENT_LENGTH)
            && !"0".equals(request.headers().get(HttpHeaders.CONTENT_LENGTH))
        || request.version() == HttpVersion.HTTP_2 && WITH_BODY.contains(request.method());
  }

  /**
   * REST takes no request of HTTP/2 that has been read to its end; {@link FormBody} stops before.
   */
  private static boolean isLeftToRest(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2
        && !request.path().startsWith("/mcp")
        && !isForm(request);
  }

  private static String type(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type == null ? "" : type.toLowerCase(Locale.ROOT);
  }

  private static boolean isForm(HttpServerRequest request) {
    return type(request).startsWith("multipart/form-data");
  }

  /** Fails with REQUEST_INVALID where there is none (RFC 2046, 5.1.1). */
  private static String boundary(HttpServerRequest request) {
    Matcher found = BOUNDARY.matcher(request.getHeader(HttpHeaders.CONTENT_TYPE));
    if (!found.find()) {
      throw new EditorException(
          ProblemCode.REQUEST_INVALID,
          "A form's Content-Type names its boundary, as in multipart/form-data; boundary=x7.");
    }
    String boundary = found.group(1);
    return boundary.startsWith("\"") ? boundary.substring(1, boundary.length() - 1) : boundary;
  }

  /** Agents send their pictures inside JSON. */
  private long limit(HttpServerRequest request) {
    boolean small = type(request).contains("json") && !"/mcp".equals(request.path());
    return small ? limits.json().asLongValue() : BodyLimits.USUAL.bytes();
  }

  private static void continueExpected(HttpServerRequest request) {
    String expected = request.getHeader(HttpHeaders.EXPECT);
    if (expected == null) {
      return;
    }
    if (!expected.equalsIgnoreCase("100-continue")) {
      throw new EditorException(
          ProblemCode.REQUEST_INVALID, "Of the header Expect only 100-continue is understood.");
    }
    request.response().writeContinue();
    request.headers().remove(HttpHeaders.EXPECT); // or REST says it again
  }
}
