package dev.chatbrush.gateway.batch;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.edit.Recipes;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.revision.DecodeGate;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.session.DisplayName;
import dev.chatbrush.gateway.session.SessionConfig;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Takes in what a batch is made of. */
@ApplicationScoped
class BatchIntake {
  private final HistoryService histories;
  private final BlobStore blobs;
  private final DecodeGate gate;
  private final BatchConfig config;
  private final SessionConfig limits;
  private final RandomIds ids;
  private final Clock clock;

  BatchIntake(
      HistoryService histories,
      BlobStore blobs,
      DecodeGate gate,
      BatchConfig config,
      SessionConfig limits,
      RandomIds ids,
      Clock clock) {
    this.histories = histories;
    this.blobs = blobs;
    this.gate = gate;
    this.config = config;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
  }

  /** A file as a form brought it. */
  record Upload(String name, Path file, long bytes) {}

  /** Before anything is stored. */
  void require(EditRequest.Replay replay, List<Upload> uploads) {
    if (uploads.isEmpty() || uploads.size() > config.pictures()) {
      throw BatchProblems.invalid(
          "A batch has 1 to %d pictures, each as a form field 'image'; %d came."
              .formatted(config.pictures(), uploads.size()));
    }
    long most = limits.maxUpload().asLongValue();
    for (Upload upload : uploads) {
      if (upload.bytes() > most) {
        throw new EditorException(
            ProblemCode.IMAGE_TOO_LARGE,
            "Of a picture at most %d MB are taken; one has %.1f."
                .formatted(most >> 20, upload.bytes() / 1048576.0));
      }
    }
    if (replay.recipe() == null) {
      requireRevision(replay);
    } else if (!Recipes.isWhole(replay.recipe())) {
      throw BatchProblems.invalid("'recipe' is whole as GET /api/sessions/{id} tells it.");
    }
  }

  private void requireRevision(EditRequest.Replay replay) {
    if (replay.session() == null || replay.revision() == null) {
      throw BatchProblems.invalid(
          "Say which edit: 'session' and 'revision', or 'recipe' as a revision tells it.");
    }
    if (histories.get(replay.session()).revision(replay.revision()).recipe() == null) {
      throw new EditorException(
          ProblemCode.RECIPE_MISSING,
          "Revision %d was not made by an edit, so there is nothing to run again."
              .formatted(replay.revision()));
    }
  }

  /** A new one, whose files are stored as they came; each is read when its turn comes. */
  Batch batch(Owner owner, EditRequest.Replay replay, List<Upload> uploads) {
    List<BatchPicture> pictures = new ArrayList<>();
    for (Upload upload : uploads) {
      pictures.add(
          new BatchPicture(
              pictures.size() + 1,
              DisplayName.clean(upload.name()),
              keep(upload),
              null,
              BatchPicture.State.WAITING,
              null));
    }
    return new Batch(
        new BatchId(ids.next()),
        owner,
        replay,
        Batch.State.RUNNING,
        clock.instant(),
        null,
        pictures);
  }

  /** Gives {@code work} a file that was kept, when there is room for it in memory. */
  <T> T reading(BlobId upload, Function<byte[], T> work) {
    return gate.holding(blobs.size(upload), () -> work.apply(blobs.get(upload)));
  }

  private BlobId keep(Upload upload) {
    return gate.holding(upload.bytes(), () -> blobs.put(content(upload.file())));
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
