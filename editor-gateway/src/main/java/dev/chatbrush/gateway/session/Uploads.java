package dev.chatbrush.gateway.session;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.revision.DecodeGate;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.telemetry.Meters;
import dev.chatbrush.gateway.telemetry.Stopwatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Function;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Picture files as forms bring them. */
@ApplicationScoped
public class Uploads {
  private final SessionConfig config;
  private final Stopwatch stopwatch;
  private final DecodeGate gate;

  public Uploads(SessionConfig config, Stopwatch stopwatch, DecodeGate gate) {
    this.config = config;
    this.stopwatch = stopwatch;
    this.gate = gate;
  }

  /** A file that was read. */
  public record Upload(String name, byte[] content) {
    /** By which a repeated call is known as the same. */
    Map<String, String> identity() {
      return Map.of("name", name, "sha256", BlobId.of(content).value());
    }
  }

  /**
   * Gives {@code work} the file, which is on disk, when there is room for it in memory. Fails with
   * IMAGE_MISSING, IMAGE_TOO_LARGE.
   */
  public <T> T take(FileUpload image, Function<Upload, T> work) {
    long bytes = image == null ? 0 : image.size();
    return stopwatch.time(
        Meters.UPLOAD, () -> gate.holding(bytes, () -> work.apply(checked(image))));
  }

  private Upload checked(FileUpload image) {
    if (image == null || image.fileName() == null) {
      throw new EditorException(
          ProblemCode.IMAGE_MISSING, "Send the picture as the form field 'image'.");
    }
    long limit = config.maxUpload().asLongValue();
    if (image.size() > limit) {
      throw new EditorException(
          ProblemCode.IMAGE_TOO_LARGE,
          "The file has %.1f MB; at most %d MB are taken. Save it smaller and try again."
              .formatted(image.size() / 1048576.0, limit / 1048576));
    }
    try {
      return new Upload(image.fileName(), Files.readAllBytes(image.uploadedFile()));
    } catch (IOException e) {
      throw new EditorException(
          ProblemCode.STORAGE_FAILED,
          "The upload could not be read back from the disk. Try again.",
          Map.of(),
          e);
    }
  }
}
