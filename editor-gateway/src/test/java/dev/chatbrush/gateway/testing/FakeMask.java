package dev.chatbrush.gateway.testing;

import dev.chatbrush.contracts.mask.Candidate;
import dev.chatbrush.contracts.mask.Find;
import dev.chatbrush.contracts.mask.Mask;
import dev.chatbrush.contracts.mask.MaskServiceGrpc;
import dev.chatbrush.contracts.mask.PrepareReply;
import dev.chatbrush.contracts.mask.PrepareRequest;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.mask.SegmentRequest;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.Box;
import dev.chatbrush.contracts.picture.ImageNeeded;
import dev.chatbrush.contracts.picture.Rle;
import dev.chatbrush.contracts.picture.StatusReply;
import dev.chatbrush.contracts.picture.StatusRequest;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import io.grpc.stub.StreamObserver;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * mask-service for tests: the mask is a square of 8 pixels around the first point; the subject is
 * the one in the corner.
 */
public final class FakeMask extends MaskServiceGrpc.MaskServiceImplBase {
  /** As mask-service asks. */
  private static final int ENOUGH_SIDE = 1024;

  private final FakePictures pictures = new FakePictures();
  private final List<SegmentRequest> requests = new CopyOnWriteArrayList<>();
  private volatile Consumer<SegmentRequest> before = request -> {};
  private volatile Consumer<SegmentRequest> beforeAny = request -> {};
  private volatile boolean engineReady = true;
  private volatile boolean silent;

  /** Runs before each answer to Segment; may block, or throw a StatusRuntimeException. */
  public void before(Consumer<SegmentRequest> action) {
    before = action;
  }

  /** As {@link #before}, where the picture is not known yet, too. */
  public void beforeAny(Consumer<SegmentRequest> action) {
    beforeAny = action;
  }

  public void engineReady(boolean ready) {
    engineReady = ready;
  }

  /** Takes every call and answers none, as a process that is stopped. */
  public void silent(boolean stopped) {
    silent = stopped;
  }

  public FakePictures pictures() {
    return pictures;
  }

  public List<SegmentRequest> requests() {
    return List.copyOf(requests);
  }

  public void reset() {
    before = request -> {};
    beforeAny = request -> {};
    engineReady = true;
    silent = false;
    pictures.clear();
    requests.clear();
  }

  @Override
  public void prepare(PrepareRequest request, StreamObserver<PrepareReply> replies) {
    if (silent) {
      return;
    }
    PrepareReply.Builder reply = PrepareReply.newBuilder();
    if (!pictures.take(request.getPicture())) {
      reply.setImageNeeded(needed(request.getPicture().getSha256()));
    }
    replies.onNext(reply.build());
    replies.onCompleted();
  }

  @Override
  public void segment(SegmentRequest request, StreamObserver<SegmentReply> replies) {
    try {
      requests.add(request);
      if (silent) {
        return;
      }
      beforeAny.accept(request);
      SegmentReply.Builder reply = SegmentReply.newBuilder().setSequence(request.getSequence());
      if (pictures.take(request.getPicture())) {
        before.accept(request);
        RgbImage image = ImageDecoder.decode(pictures.get(request.getPicture().getSha256()));
        reply.setMask(mask(request, image)).putTimingsMillis("model", 1.5);
      } else {
        reply.setImageNeeded(needed(request.getPicture().getSha256()));
      }
      replies.onNext(reply.build());
      replies.onCompleted();
    } catch (RuntimeException e) {
      replies.onError(e);
    }
  }

  private static Mask mask(SegmentRequest request, RgbImage image) {
    double x = request.getSelection().getPointsCount() == 0 ? 4 : point(request).getX();
    double y = request.getSelection().getPointsCount() == 0 ? 4 : point(request).getY();
    int left = (int) Math.max(0, Math.min(image.width() - 8, x - 4));
    int top = (int) Math.max(0, Math.min(image.height() - 8, y - 4));
    dev.chatbrush.imaging.mask.Mask square =
        dev.chatbrush.imaging.mask.Mask.rectangle(
            image.width(), image.height(), new Region(left, top, 8, 8));
    if (request.getSelection().getSubject() == Selection.Subject.BACKGROUND) {
      square = dev.chatbrush.imaging.mask.MaskOps.invert(square);
    }
    List<Find> finds = finds(request.getSelection());
    if (!finds.isEmpty() && finds.stream().noneMatch(Find::getChosen)) {
      square = dev.chatbrush.imaging.mask.Mask.empty(image.width(), image.height());
    }
    dev.chatbrush.imaging.mask.Rle rle = dev.chatbrush.imaging.mask.Rle.of(square);
    return Mask.newBuilder()
        .setRle(
            Rle.newBuilder()
                .setHeight(rle.height())
                .setWidth(rle.width())
                .addAllCounts(Arrays.stream(rle.counts()).boxed().toList()))
        .setBounds(Box.newBuilder().setX0(left).setY0(top).setX1(left + 8).setY1(top + 8))
        .setArea(square.area())
        .setScore(0.9f)
        .addCandidates(
            Candidate.newBuilder().setIndex(0).setName("object").setScore(0.9f).setArea(64))
        .setCandidate(0)
        .setModel("fake_decoder/1")
        .addAllFinds(finds)
        .build();
  }

  /** Of every name there are two, of which each is 8 pixels wide. */
  private static List<Find> finds(Selection selection) {
    if (selection.getText().isEmpty()) {
      return List.of();
    }
    return IntStream.rangeClosed(1, 2)
        .mapToObj(
            number ->
                Find.newBuilder()
                    .setNumber(number)
                    .setLabel(selection.getText())
                    .setBox(Box.newBuilder().setX0(8 * number).setX1(8 * number + 8).setY1(8))
                    .setScore(0.8f)
                    .setChosen(
                        selection.getNumbersCount() == 0
                            ? selection.getWhich() == Selection.Which.ALL
                            : selection.getNumbersList().contains(number))
                    .build())
        .toList();
  }

  private static dev.chatbrush.contracts.mask.Point point(SegmentRequest request) {
    return request.getSelection().getPoints(0);
  }

  private static ImageNeeded needed(String sha256) {
    return ImageNeeded.newBuilder().setSha256(sha256).setEnoughSide(ENOUGH_SIDE).build();
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusReply> replies) {
    if (silent) {
      return;
    }
    replies.onNext(StatusReply.newBuilder().setEngineReady(engineReady).build());
    replies.onCompleted();
  }
}
