package dev.chatbrush.gateway.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.gateway.api.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a batch stands: {@code ended} of its pictures have an outcome, {@code failed} of those a
 * problem. {@code zipUrl} is null until it has ended.
 */
@Schema(name = "Batch")
public record BatchView(
    String id,
    @Schema(enumeration = {"running", "cancelling", "completed", "cancelled"}) String state,
    Instant createdAt,
    @Schema(nullable = true) Instant finishedAt,
    int total,
    int ended,
    int failed,
    List<Picture> pictures,
    @Schema(nullable = true) String zipUrl) {
  /**
   * A picture by its number, from 1. Its session is there once it is read; what the edit made is
   * that session's head.
   */
  @Schema(name = "BatchPicture")
  public record Picture(
      int number,
      String name,
      @Schema(enumeration = {"waiting", "running", "completed", "failed", "cancelled"})
          String state,
      @Schema(nullable = true) String session,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(nullable = true) Problem problem) {
    private static Picture of(BatchPicture picture) {
      return new Picture(
          picture.place(),
          picture.name(),
          picture.state().name().toLowerCase(Locale.ROOT),
          picture.session() == null ? null : picture.session().value(),
          picture.problem());
    }
  }

  static BatchView of(Batch batch) {
    List<BatchPicture> pictures = batch.pictures();
    return new BatchView(
        batch.id().value(),
        batch.state().name().toLowerCase(Locale.ROOT),
        batch.createdAt(),
        batch.finishedAt(),
        pictures.size(),
        count(pictures, true),
        count(pictures, false),
        pictures.stream().map(Picture::of).toList(),
        batch.state().isOver() ? "/api/batches/%s/zip".formatted(batch.id()) : null);
  }

  private static int count(List<BatchPicture> pictures, boolean all) {
    return (int)
        pictures.stream()
            .filter(one -> one.state().isOver())
            .filter(one -> all || one.state() == BatchPicture.State.FAILED)
            .count();
  }

  boolean runs() {
    return finishedAt == null;
  }
}
