package dev.chatbrush.agent.api;

import com.google.protobuf.UnsafeByteOperations;
import dev.chatbrush.agent.edit.Cancellation;
import dev.chatbrush.agent.edit.EditListener;
import dev.chatbrush.agent.edit.EditRequest;
import dev.chatbrush.agent.edit.EditResult;
import dev.chatbrush.agent.edit.PictureStore;
import dev.chatbrush.agent.edit.ToolRunner;
import dev.chatbrush.contracts.agent.Preview;
import dev.chatbrush.contracts.agent.Progress;
import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.agent.Started;
import dev.chatbrush.contracts.picture.ImageNeeded;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.triton.catalogue.ToolModel;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One {@code Run}: events out while it runs, cancelled when the caller goes away. */
final class RunCall implements EditListener {
  private final RunRequest request;
  private final ServerCallStreamObserver<RunEvent> observer;
  private final Cancellation cancellation = new Cancellation();
  private int variation;
  private int variations = 1;

  /** The cancel handler must be set before the gRPC method returns, so it is set here. */
  RunCall(RunRequest request, ServerCallStreamObserver<RunEvent> observer) {
    this.request = request;
    this.observer = observer;
    observer.setOnCancelHandler(cancellation::cancel);
  }

  void run(PictureStore pictures, ToolRunner runner) {
    Optional<byte[]> picture = find(request.getPicture(), pictures);
    Map<String, byte[]> references = new LinkedHashMap<>();
    for (Picture reference : request.getReferenceImagesList()) {
      find(reference, pictures).ifPresent(found -> references.put(reference.getSha256(), found));
    }
    Optional<Picture> lacking =
        picture.isEmpty()
            ? Optional.of(request.getPicture())
            : request.getReferenceImagesList().stream()
                .filter(reference -> !references.containsKey(reference.getSha256()))
                .findFirst();
    if (lacking.isPresent()) {
      ImageNeeded needed = ImageNeeded.newBuilder().setSha256(lacking.get().getSha256()).build();
      send(RunEvent.newBuilder().setImageNeeded(needed));
    } else {
      List<byte[]> inOrder =
          request.getReferenceImagesList().stream()
              .map(reference -> references.get(reference.getSha256()))
              .toList();
      EditRequest edit = RunMessages.request(request, picture.orElseThrow(), inOrder);
      runner.run(edit, this, cancellation);
    }
    observer.onCompleted();
  }

  private static Optional<byte[]> find(Picture picture, PictureStore pictures) {
    if (picture.getContent().isEmpty()) {
      return pictures.find(picture.getSha256());
    }
    byte[] content = picture.getContent().toByteArray();
    String sha256 = pictures.keep(content);
    if (!sha256.equals(picture.getSha256())) {
      throw GrpcErrors.invalid(
          "The picture's bytes have the SHA-256 %s, the call says %s. Send it again."
              .formatted(sha256, picture.getSha256()));
    }
    return Optional.of(content);
  }

  @Override
  public void variation(int index, int count) {
    variation = index;
    variations = count;
  }

  @Override
  public void finished(EditResult result) {
    send(RunEvent.newBuilder().setResult(RunMessages.result(result)));
  }

  @Override
  public void started(ToolModel model, String note) {
    send(
        RunEvent.newBuilder()
            .setStarted(
                Started.newBuilder()
                    .setModel(model.id().name())
                    .setModelVersion(model.id().version())
                    .setTitle(ToolMessages.title(model))
                    .setNote(note)
                    .setVariation(variation)
                    .setVariations(variations)));
  }

  @Override
  public void progress(int step, int totalSteps, OptionalDouble secondsLeft) {
    Progress.Builder progress =
        Progress.newBuilder().setStep(step).setTotalSteps(totalSteps).setVariation(variation);
    secondsLeft.ifPresent(progress::setSecondsLeft);
    send(RunEvent.newBuilder().setProgress(progress));
  }

  @Override
  public void preview(int step, byte[] file, int width, int height) {
    send(
        RunEvent.newBuilder()
            .setPreview(
                Preview.newBuilder()
                    .setStep(step)
                    .setVariation(variation)
                    .setContent(UnsafeByteOperations.unsafeWrap(file))
                    .setWidth(width)
                    .setHeight(height)));
  }

  private void send(RunEvent.Builder event) {
    if (!cancellation.isCancelled()) {
      observer.onNext(event.build());
    }
  }
}
