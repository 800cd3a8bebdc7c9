package dev.chatbrush.gateway.access;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads every body before anybody works on it, on the event loop: forms into files, all else into
 * memory. Quarkus REST reads on a worker thread, which a slow client would hold; in HTTP/2, where
 * it insists on that, few bodies may come at a time.
 */
@ApplicationScoped
public class BodyFilter {
  /** After {@link FrontFilter}, before everything that may want the body. */
  private static final int SECOND = 900;

  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary=(\"[\\w'()+,./:=? -]{1,70}\"|[\\w'()+,./:=?-]{1,70})\\s*(;|$)");

  private final AccessConfig.Body limits;
  private final UnfinishedBodies unfinished;
  private final BodyMemory memory;
  private final BodyHandler forms;

  public BodyFilter(AccessConfig config, UnfinishedBodies unfinished, VertxHttpConfig http) {
    this.limits = config.body();
    this.unfinished = unfinished;
    this.memory = new BodyMemory(limits.memory().asLongValue());
    this.forms =
        BodyHandler.create(http.body().uploadsDirectory())
            .setBodyLimit(FrontFilter.MAX_BODY)
            .setMergeFormAttributes(false)
            .setDeleteUploadedFilesOnEnd(true);
  }

  void register(@Observes Filters filters) {
    filters.register(this::read, SECOND);
  }

  private void read(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!hasBody(request)) {
      context.next();
      return;
    }
    if (isForm(request)) {
      requireBoundary(type(request));
    }
    boolean onWorker = isLeftToRest(request);
    UnfinishedBodies.Watch watch =
        onWorker ? unfinished.beginOnWorker(context) : unfinished.begin(context);
    context.addEndHandler(ended -> watch.end());
    if (onWorker) {
      request.end().onComplete(end -> watch.end());
      context.next();
    } else if (isForm(request)) {
      // What follows in the chain, when the form is there.
      context.put(UnfinishedBodies.Watch.class.getName(), watch);
      forms.handle(context);
    } else {
      continueExpected(request);
      new MemoryBody(context, memory, limit(request), watch).read();
    }
  }

  /** After the form has been read: an empty one would be read a second time by REST. */
  void registerForms(@Observes Filters filters) {
    filters.register(this::formRead, SECOND - 1);
  }

  private void formRead(RoutingContext context) {
    UnfinishedBodies.Watch watch = context.get(UnfinishedBodies.Watch.class.getName());
    if (watch != null) {
      watch.end();
      context.request().headers().remove(HttpHeaders.EXPECT);
      deleteWhenClientGoes(context);
      if (context.fileUploads().isEmpty() && context.request().formAttributes().isEmpty()) {
        throw new EditorException(
            ProblemCode.REQUEST_INVALID,
            "The form holds no field; its boundary must be the one that Content-Type names.");
      }
    }
    context.next();
  }

  /** BodyHandler deletes after a reply only. Later, since who reads the file may be at it still. */
  private static void deleteWhenClientGoes(RoutingContext context) {
    context.addEndHandler(
        end -> {
          if (end.failed()) {
            context.vertx().setTimer(60_000, id -> context.cancelAndCleanupFileUploads());
          }
        });
  }

  private static boolean hasBody(HttpServerRequest request) {
    if (request.isEnded()) {
      return false;
    }
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || request.headers().contains(HttpHeaders.CONTENT_LENGTH)
            && !"0".equals(request.headers().get(HttpHeaders.CONTENT_LENGTH))
        || request.version() == HttpVersion.HTTP_2
            && request.headers().contains(HttpHeaders.CONTENT_TYPE);
  }

  /** REST takes no request of HTTP/2 that has been read. */
  private static boolean isLeftToRest(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2 && !request.path().startsWith("/mcp");
  }

  private static String type(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type == null ? "" : type.toLowerCase(Locale.ROOT);
  }

  private static boolean isForm(HttpServerRequest request) {
    return type(request).startsWith("multipart/form-data");
  }

  /** Fails with REQUEST_INVALID where Netty would with an error of its own (RFC 2046, 5.1.1). */
  private static void requireBoundary(String type) {
    if (!BOUNDARY.matcher(type).find()) {
      throw new EditorException(
          ProblemCode.REQUEST_INVALID,
          "A form's Content-Type names its boundary, as in multipart/form-data; boundary=x7.");
    }
  }

  /** Agents send their pictures inside JSON. */
  private long limit(HttpServerRequest request) {
    boolean small = type(request).contains("json") && !"/mcp".equals(request.path());
    return small ? limits.json().asLongValue() : FrontFilter.MAX_BODY;
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
