package dev.chatbrush.gateway.revision;

import dev.chatbrush.gateway.storage.StorageConfig;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.Libwebp;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Unpacks WebP's native code at the start, since the disk may be full later. */
@ApplicationScoped
@Startup
class NativeCode {
  private static final Logger LOG = Logger.getLogger(NativeCode.class);

  private final Path folder;

  NativeCode(StorageConfig config) {
    this.folder = config.folder().resolve("native");
  }

  @PostConstruct
  void load() {
    Libwebp.load(folder);
    try {
      ImageEncoder.webp(RgbImage.filled(16, 16, 0, 0, 0), 1);
    } catch (LinkageError e) {
      LOG.warnf("WebP can be neither opened nor written, PNG and JPEG can: %s", e.getMessage());
    }
  }
}
