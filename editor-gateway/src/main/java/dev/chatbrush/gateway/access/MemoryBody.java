package dev.chatbrush.gateway.access;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/** Reads one body into memory that is taken piece by piece and given back after the reply. */
final class MemoryBody {
  private final RoutingContext context;
  private final BodyMemory memory;
  private final long limit;
  private final UnfinishedBodies.Watch watch;
  private final Buffer body = Buffer.buffer();
  private long taken;
  private boolean over;

  MemoryBody(RoutingContext context, BodyMemory memory, long limit, UnfinishedBodies.Watch watch) {
    this.context = context;
    this.memory = memory;
    this.limit = limit;
    this.watch = watch;
  }

  void read() {
    context.addEndHandler(ended -> give());
    HttpServerRequest request = context.request();
    request
        .handler(this::add)
        .endHandler(end -> complete())
        .exceptionHandler(
            failure -> {
              if (!over) {
                context.fail(failure);
              }
            })
        .resume();
  }

  private void add(Buffer part) {
    if (over || context.failed()) {
      return;
    }
    if (taken + part.length() > limit) {
      fail(
          new EditorException(
              ProblemCode.BODY_TOO_LARGE,
              "A body of this kind may have %d KB.".formatted(limit / 1024)));
    } else if (!memory.tryTake(part.length())) {
      fail(
          new EditorException(
              ProblemCode.OVERLOADED, "Much is being sent just now. Try again in a few seconds."));
    } else {
      taken += part.length();
      body.appendBuffer(part);
    }
  }

  private void fail(EditorException failure) {
    over = true;
    context.fail(failure);
  }

  private void complete() {
    if (over || context.failed()) {
      return;
    }
    over = true;
    watch.end();
    RoutingContextInternal inner = (RoutingContextInternal) context;
    inner.visitHandler(RoutingContextInternal.BODY_HANDLER); // nobody reads it again
    inner.setBody(body);
    context.next();
  }

  private void give() {
    memory.give(taken);
    taken = 0;
    over = true;
  }
}
