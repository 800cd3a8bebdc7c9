package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.chatbrush.contracts.mask.Mask;
import dev.chatbrush.contracts.mask.Point;
import dev.chatbrush.contracts.mask.Refine;
import dev.chatbrush.contracts.mask.Refine.Tidy;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.wire.PictureHash;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeCall;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Masks without dots that agree with their clicks, on pictures of 512 x 512: a cell of the decoder
 * has 2 x 2 pixels.
 */
@QuarkusTest
@QuarkusTestResource(FakeTritonResource.class)
class TidyCallTest {
  private static final int GRID = 256;
  private static final int[] LEFT = {20, 20, 80, 80};
  private static final int[] RIGHT = {150, 150, 190, 190};
  private static final int[] ALL = {10, 10, 230, 230};
  private static final int[] MOST = {10, 10, 200, 180};

  private final FakeSegmenter triton = FakeTritonResource.segmenter();
  private MaskClient client;

  @BeforeEach
  void connect() {
    triton.reset();
    client = new MaskClient();
  }

  @AfterEach
  void disconnect() {
    triton.reset();
    client.close();
  }

  @Test
  void aMasksDotsAreGoneUnlessTheyAreWanted() {
    triton.decoder().behaves(call -> reply(call, withDots(LEFT)));
    Picture picture = MaskClient.picture(512, 512, 0x500001);

    Mask clean = client.segment(picture, MaskClient.click(60, 60)).getMask();
    Mask asFound =
        client.segment(picture, refined(MaskClient.click(60, 60), Tidy.NOTHING)).getMask();

    assertThat(clean.getArea()).isEqualTo(120 * 120);
    assertThat(selected(clean, 101, 101)).isTrue();
    assertThat(selected(asFound, 101, 101)).isFalse();
    assertThat(selected(clean, 401, 401)).isFalse();
    assertThat(selected(asFound, 401, 401)).isTrue();
  }

  @Test
  void whatAPersonDrewKeepsItsDotsUntilTheyAreUnwanted() {
    Picture picture = MaskClient.picture(512, 512, 0x500002);
    Selection drawn =
        Selection.newBuilder()
            .addStrokes(MaskClient.stroke(60, false, 200, 200))
            .addStrokes(MaskClient.stroke(2, true, 200, 200))
            .addStrokes(MaskClient.stroke(2, false, 400, 400))
            .build();

    Mask kept = client.segment(picture, drawn).getMask();
    Mask clean = client.segment(picture, refined(drawn, Tidy.ALL)).getMask();

    assertThat(selected(kept, 200, 200)).isFalse();
    assertThat(selected(kept, 400, 400)).isTrue();
    assertThat(selected(clean, 200, 200)).isTrue();
    assertThat(selected(clean, 400, 400)).isFalse();
  }

  @Test
  void aCandidateThatHoldsAllClicksStandsInForTheFirstChoice() {
    triton
        .decoder()
        .behaves(call -> reply(call, cells(MOST), cells(MOST), cells(ALL), cells(MOST)));

    Mask mask = segment(0x500003, include(100, 100), include(440, 440));

    assertThat(mask.getCandidate()).isEqualTo(2);
    assertThat(mask.getArea()).isEqualTo(440 * 440);
  }

  @Test
  void theDecoderIsAskedAgainWithItsOwnMask() {
    int before = triton.decoder().received().size();
    triton.decoder().behaves(call -> reply(call, hasMask(call) ? cells(ALL) : cells(MOST)));

    Mask mask = segment(0x500004, include(100, 100), include(440, 440));

    assertThat(triton.decoder().received()).hasSize(before + 2);
    assertThat(triton.lastDecode().input("mask_input").orElseThrow().asFp32()[50 * GRID + 50])
        .isEqualTo(5);
    assertThat(mask.getArea()).isEqualTo(440 * 440);
  }

  @Test
  void aClickAtTheMasksEdgeGetsAFewPixelsAndNoOtherMask() {
    int before = triton.decoder().received().size();
    triton
        .decoder()
        .behaves(call -> reply(call, cells(MOST), cells(MOST), cells(ALL), cells(MOST)));

    Mask mask = segment(0x50000c, include(100, 100), include(402, 200));

    assertThat(triton.decoder().received()).hasSize(before + 1);
    assertThat(selected(mask, 402, 200)).isTrue();
    assertThat(mask.getArea()).isBetween(380L * 340 + 10, 380L * 340 + 90);
  }

  @Test
  void aMaskOfSomethingElseDoesNotStandIn() {
    int[] far = {210, 210, 230, 230};
    triton
        .decoder()
        .behaves(
            call -> {
              float[] first = points(call) == 1 ? cells(far) : cells(LEFT);
              reply(call, first, first, points(call) == 1 ? first : cells(ALL), first);
            });

    Mask mask = segment(0x50000d, include(100, 100), include(440, 440));

    assertThat(mask.getArea()).isEqualTo(120 * 120 + 40 * 40);
  }

  @Test
  void whatLiesApartIsAskedForByItselfAndAdded() {
    triton.decoder().behaves(call -> reply(call, points(call) == 1 ? at(call) : cells(LEFT)));

    Mask mask = segment(0x500005, include(100, 100), include(340, 340));

    assertThat(mask.getArea()).isEqualTo(120 * 120 + 80 * 80);
  }

  @Test
  void whatIsExcludedIsAskedForByItselfAndTakenAway() {
    triton.decoder().behaves(call -> reply(call, firstX(call) > 300 ? cells(RIGHT) : cells(ALL)));

    Mask mask = segment(0x500006, include(100, 100), exclude(340, 340));

    assertThat(mask.getArea()).isEqualTo(440 * 440 - 80 * 80);
    assertThat(selected(mask, 100, 100)).isTrue();
  }

  @Test
  void whereTheDecoderNeverAgreesTheClicksStillHold() {
    triton.decoder().behaves(call -> reply(call, cells(LEFT)));

    Mask mask = segment(0x500007, include(400, 400), exclude(100, 100), include(103, 100));

    assertThat(selected(mask, 400, 400)).isTrue();
    assertThat(selected(mask, 100, 100)).isFalse();
    assertThat(selected(mask, 103, 100)).isTrue();
    assertThat(mask.getArea()).isBetween(120L * 120 - 20, 120L * 120 + 110);
  }

  @Test
  void ofTwoClicksInOnePixelTheLaterCounts() {
    triton.decoder().behaves(call -> reply(call, cells(LEFT)));

    Mask out = segment(0x500008, include(100, 100), exclude(100.2, 100.4));
    Mask in = segment(0x500009, exclude(100, 100), include(100.2, 100.4));

    assertThat(selected(out, 100, 100)).isFalse();
    assertThat(selected(in, 100, 100)).isTrue();
  }

  @Test
  void aCandidateThatThePersonChoseStaysAsItIs() {
    triton
        .decoder()
        .behaves(call -> reply(call, cells(ALL), cells(ALL), cells(LEFT), cells(RIGHT)));
    Selection.Builder clicks =
        Selection.newBuilder().addPoints(include(100, 100)).addPoints(include(340, 340));

    Mask part =
        client
            .segment(MaskClient.picture(512, 512, 0x50000a), clicks.setCandidate(0).build())
            .getMask();

    assertThat(part.getArea()).isEqualTo(80 * 80);
  }

  @Test
  void aRefinementOfAnAgreedMaskAsksNoModel() {
    triton.decoder().behaves(call -> reply(call, hasMask(call) ? cells(ALL) : cells(MOST)));
    Picture picture = MaskClient.picture(512, 512, 0x50000b);
    Selection clicks =
        Selection.newBuilder().addPoints(include(100, 100)).addPoints(include(440, 440)).build();
    Selection grown = clicks.toBuilder().setRefine(Refine.newBuilder().setDilate(2)).build();

    Mask before =
        client.blocking().segment(MaskClient.request(picture, clicks, "agreed", 1)).getMask();
    int decodes = triton.decoder().received().size();
    Mask after =
        client.blocking().segment(MaskClient.request(picture, grown, "agreed", 2)).getMask();

    assertThat(triton.decoder().received()).hasSize(decodes);
    assertThat(before.getArea()).isEqualTo(440 * 440);
    assertThat(after.getArea()).isGreaterThan(443 * 443);
  }

  @Test
  void aWireOfWhichTheDecoderHasAPieceIsFollowedToItsEnds() {
    int[] piece = {60, 99, 140, 101};
    triton.decoder().behaves(call -> reply(call, cells(piece)));
    Picture wire = wire();

    Mask found = client.segment(wire, MaskClient.click(200, 200.5)).getMask();
    Mask asFound =
        client.segment(wire, refined(MaskClient.click(200, 200.5), Tidy.NOTHING)).getMask();

    assertThat(found.getBounds().getX0()).isZero();
    assertThat(found.getBounds().getX1()).isEqualTo(512);
    assertThat(asFound.getBounds().getX0()).isGreaterThan(110);
  }

  @Test
  void aClickOnAWireTakesTheWireAndNotTheSkyBehindIt() {
    int[] piece = {60, 99, 140, 101};
    triton.decoder().behaves(call -> reply(call, cells(ALL), cells(ALL), cells(piece), cells(ALL)));

    Mask wire = client.segment(wire(), MaskClient.click(200, 200.5)).getMask();
    Mask sky = client.segment(wire(), MaskClient.click(200, 300)).getMask();

    assertThat(wire.getBounds().getX1()).isEqualTo(512);
    assertThat(wire.getArea()).isLessThan(512 * 8);
    assertThat(sky.getArea()).isEqualTo(440 * 440);
  }

  private Mask segment(int color, Point... points) {
    Selection selection = Selection.newBuilder().addAllPoints(Arrays.asList(points)).build();
    return client.segment(MaskClient.picture(512, 512, color), selection).getMask();
  }

  private static Point include(double x, double y) {
    return Point.newBuilder().setX(x).setY(y).build();
  }

  private static Point exclude(double x, double y) {
    return Point.newBuilder().setX(x).setY(y).setExclude(true).build();
  }

  private static Selection refined(Selection selection, Tidy tidy) {
    return selection.toBuilder().setRefine(Refine.newBuilder().setTidy(tidy)).build();
  }

  private static boolean selected(Mask mask, int x, int y) {
    int[] counts = mask.getRle().getCountsList().stream().mapToInt(Integer::intValue).toArray();
    return new Rle(mask.getRle().getHeight(), mask.getRle().getWidth(), counts)
        .toMask()
        .selected(x, y);
  }

  /** Dark, two pixels high, before a light sky. */
  private static Picture wire() {
    RgbImage sky = RgbImage.filled(512, 512, 160, 190, 230);
    Arrays.fill(sky.rgb(), 200 * 512 * 3, 202 * 512 * 3, (byte) 40);
    byte[] png = ImageEncoder.png(sky);
    return Picture.newBuilder()
        .setSha256(PictureHash.of(png))
        .setContent(ByteString.copyFrom(png))
        .build();
  }

  private static float[] cells(int[] r) {
    float[] logits = new float[GRID * GRID];
    Arrays.fill(logits, -5);
    for (int row = r[1]; row < r[3]; row++) {
      Arrays.fill(logits, row * GRID + r[0], row * GRID + r[2], 5);
    }
    return logits;
  }

  /** With a hole of a cell in its middle and an island of a cell. */
  private static float[] withDots(int[] r) {
    float[] logits = cells(r);
    logits[50 * GRID + 50] = -5;
    logits[200 * GRID + 200] = 5;
    return logits;
  }

  /** The object of which the first point of a question is. */
  private static float[] at(FakeCall call) {
    return firstX(call) > 300 ? cells(RIGHT) : cells(LEFT);
  }

  private static double firstX(FakeCall call) {
    return call.request().input("point_coords").orElseThrow().asFp32()[0] / 2;
  }

  private static int points(FakeCall call) {
    return call.request().input("point_labels").orElseThrow().asFp32().length - 1;
  }

  private static boolean hasMask(FakeCall call) {
    return call.request().input("has_mask_input").orElseThrow().asFp32()[0] == 1;
  }

  private static void reply(FakeCall call, float[] mask) {
    reply(call, mask, mask, mask, mask);
  }

  private static void reply(FakeCall call, float[]... masks) {
    float[] logits = new float[masks.length * GRID * GRID];
    for (int token = 0; token < masks.length; token++) {
      System.arraycopy(masks[token], 0, logits, token * GRID * GRID, GRID * GRID);
    }
    call.reply(
        Tensor.ofFp32("low_res_masks", logits, masks.length, GRID, GRID),
        Tensor.ofFp32("iou_predictions", new float[] {0.9f, 0.85f, 0.8f, 0.7f}, masks.length));
  }
}
