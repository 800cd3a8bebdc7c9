package dev.chatbrush.gateway.access;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;

/**
 * Reads one form (RFC 7578) on the event loop: its files into files, its fields into memory. Vert.x
 * would do so by Netty's decoder, which replaces {@code = , : ;} in the names of files.
 */
final class FormBody implements MultipartParser.PartHandler {
  private static final int MAX_FIELDS = 64 * 1024;
  private static final int MAX_HEADERS = 64 * 1024;
  private static final Set<String> AS_IT_IS = Set.of("binary", "8bit", "7bit");
  // Who reads a whole form's file may be at it still when the client has gone.
  private static final long DELETE_AFTER_MILLIS = 60_000;

  private final RoutingContext context;
  private final HttpServerRequest request;
  private final Path folder;
  private final BodyLimits.Limit limit;
  private final UnfinishedBodies.Watch watch;
  private final MultipartParser.ParseState parser;
  private final List<FormFile> files = new ArrayList<>();
  private final ByteArrayOutputStream field = new ByteArrayOutputStream();
  private String name;
  private FormFile file;
  private boolean inPart;
  private boolean read;
  private boolean over;
  private int parts;
  private int open;
  private long fields;
  private long headers;
  private long taken;

  /**
   * @param boundary what stands between the parts
   * @param limit of the whole body
   */
  FormBody(
      RoutingContext context,
      String boundary,
      Path folder,
      BodyLimits.Limit limit,
      UnfinishedBodies.Watch watch) {
    this.context = context;
    this.request = context.request();
    this.folder = folder;
    this.limit = limit;
    this.watch = watch;
    this.parser =
        MultipartParser.beginParse(
            this, boundary.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8.name());
  }

  void read() {
    context.addEndHandler(end -> ended(end.failed()));
    request.handler(this::add).endHandler(end -> complete()).exceptionHandler(this::fail).resume();
  }

  private void add(Buffer bytes) {
    if (over || context.failed()) {
      return;
    }
    taken += bytes.length();
    if (taken > limit.bytes()) {
      fail(ProblemCode.BODY_TOO_LARGE, "A body may have %d MB.".formatted(limit.bytes() >> 20));
      return;
    }
    try {
      boolean outside = !inPart;
      parser.parse(ByteBuffer.wrap(bytes.getBytes()));
      headers = outside && !inPart ? headers + bytes.length() : 0;
    } catch (MultipartParser.MalformedMessageException | IllegalStateException e) {
      fail(ProblemCode.REQUEST_INVALID, "The form is malformed; see RFC 7578.");
    } catch (IOException | EditorException | FileSystemException e) {
      fail(e);
    }
    if (headers > MAX_HEADERS) {
      fail(ProblemCode.REQUEST_INVALID, "The headers of a form's part may have 64 KB.");
    }
    if (parser.isComplete() && request.version() == HttpVersion.HTTP_2 && !read) {
      request.pause(); // REST takes no request of HTTP/2 that has ended
      complete();
    }
  }

  /** Lets more come, unless all there is has come. */
  private void resume() {
    if (!read) {
      request.resume();
    }
  }

  @Override
  public void beginPart(CaseInsensitiveMap<String> head) {
    inPart = true;
    // A quotation mark as browsers send it (HTML, "multipart/form-data"), also from who escapes it.
    String disposition =
        String.valueOf(head.getFirst("Content-Disposition")).replace("\\\"", "%22");
    name = HeaderUtil.extractQuotedValueFromHeader(disposition, "name");
    String fileName = fileName(disposition);
    if (name == null || ++parts > limit.parts()) {
      throw new EditorException(
          ProblemCode.REQUEST_INVALID,
          "A form has at most %d parts, and each has a name.".formatted(limit.parts()));
    }
    requireAsItIs(head.getFirst("Content-Transfer-Encoding"));
    if (fileName != null) {
      open++;
      file =
          new FormFile(
              context, folder, name, fileName, head.getFirst("Content-Type"), this::resume);
      files.add(file);
    }
  }

  /** The parser would decode each piece by itself, wherever it ends. */
  private static void requireAsItIs(String encoding) {
    if (encoding != null && !AS_IT_IS.contains(encoding.strip().toLowerCase(Locale.ROOT))) {
      throw new EditorException(
          ProblemCode.REQUEST_INVALID,
          "A form's parts come as they are, without a Content-Transfer-Encoding (RFC 7578, 4.7).");
    }
  }

  private static String fileName(String disposition) {
    try {
      return HeaderUtil.extractQuotedValueFromHeaderWithEncoding(disposition, "filename");
    } catch (RuntimeException e) {
      // It has no exception of its own for half an escape, no quotes, or an unknown encoding.
      throw new EditorException(
          ProblemCode.REQUEST_INVALID, "A file's name, filename*, must be as RFC 8187 says.");
    }
  }

  @Override
  public void data(ByteBuffer bytes) {
    if (over) {
      return;
    }
    if (file != null) {
      file.write(bytes, this::fail);
      return;
    }
    fields += bytes.remaining();
    if (fields > MAX_FIELDS) {
      throw new EditorException(
          ProblemCode.BODY_TOO_LARGE, "Fields that are no files may have 64 KB.");
    }
    while (bytes.hasRemaining()) {
      field.write(bytes.get());
    }
  }

  @Override
  public void endPart() {
    inPart = false;
    if (file != null) {
      file.close().onFailure(this::fail).onSuccess(closed -> closed());
      file = null;
    } else {
      request.formAttributes().add(name, field.toString(StandardCharsets.UTF_8));
      field.reset();
    }
  }

  private void closed() {
    open--;
    next();
  }

  private void complete() {
    read = true;
    if (over || context.failed()) {
      return;
    }
    if (!parser.isComplete()) {
      fail(ProblemCode.REQUEST_INVALID, "The form ends without its last boundary.");
    } else if (parts == 0) {
      fail(
          ProblemCode.REQUEST_INVALID,
          "The form holds no field; its boundary must be the one that Content-Type names.");
    } else {
      next();
    }
  }

  /** Goes on when all was read and every file is whole. */
  private void next() {
    if (!read || open > 0 || over || context.failed()) {
      return;
    }
    over = true;
    watch.end();
    ((RoutingContextInternal) context).visitHandler(RoutingContextInternal.BODY_HANDLER);
    context.fileUploads().addAll(files);
    context.next();
  }

  private void fail(ProblemCode code, String detail) {
    fail(new EditorException(code, detail));
  }

  private void fail(Throwable failure) {
    if (!over) {
      over = true;
      context.fail(failure);
    }
  }

  private void ended(boolean failed) {
    over = true;
    request.resume(); // to the end that was kept from REST
    delete(failed && read ? DELETE_AFTER_MILLIS : 0);
  }

  private void delete(long afterMillis) {
    if (afterMillis > 0) {
      context.vertx().setTimer(afterMillis, id -> files.forEach(FormFile::delete));
    } else {
      files.forEach(FormFile::delete);
    }
  }
}
