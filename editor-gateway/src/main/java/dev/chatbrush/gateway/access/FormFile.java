package dev.chatbrush.gateway.access;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.logging.Logger;

/** A file of a form, put aside while it comes. To be used on the request's own thread. */
final class FormFile implements FileUpload {
  private static final Logger LOG = Logger.getLogger(FormFile.class);

  private final FileSystem disk;
  private final HttpServerRequest request;
  private final String path;
  private final String name;
  private final String fileName;
  private final String contentType;
  private final Runnable resume;
  private final AsyncFile file;
  private long size;
  private Future<Void> written = Future.succeededFuture();
  private Future<Void> closing;

  /**
   * Opens it; FileSystemException where the disk takes no more.
   *
   * @param resume lets more come, after the disk was behind
   */
  FormFile(
      RoutingContext context,
      Path folder,
      String name,
      String fileName,
      String contentType,
      Runnable resume) {
    this.disk = context.vertx().fileSystem();
    this.request = context.request();
    this.path = folder.resolve(UUID.randomUUID().toString()).toString();
    this.name = name;
    this.fileName = fileName;
    this.contentType = contentType;
    this.resume = resume;
    disk.mkdirsBlocking(folder.toString(), "rwx------");
    this.file =
        disk.openBlocking(
            path, new OpenOptions().setRead(false).setCreateNew(true).setPerms("rw-------"));
  }

  /** Writes what came, and lets no more come while the disk is behind. */
  void write(ByteBuffer bytes, Handler<Throwable> failed) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    size += copy.length;
    Future<Void> now = file.write(Buffer.buffer(copy)).onFailure(failed);
    written = written.compose(before -> now);
    if (file.writeQueueFull()) {
      request.pause();
      file.drainHandler(drained -> resume.run());
    }
  }

  /** Fails where something was not written. May be called several times. */
  Future<Void> close() {
    if (closing == null) {
      closing = file.close().compose(closed -> written);
    }
    return closing;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String uploadedFileName() {
    return path;
  }

  @Override
  public String fileName() {
    return fileName;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public String contentType() {
    return contentType;
  }

  @Override
  public String contentTransferEncoding() {
    return null; // there is none
  }

  @Override
  public String charSet() {
    return null;
  }

  @Override
  public boolean cancel() {
    return false;
  }

  @Override
  public Future<Void> delete() {
    return close()
        .otherwiseEmpty()
        .compose(closed -> disk.delete(path))
        .onFailure(e -> LOG.warnf("%s stays: %s", path, e.getMessage()));
  }
}
