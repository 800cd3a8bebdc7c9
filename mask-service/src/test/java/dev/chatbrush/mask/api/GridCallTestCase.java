package dev.chatbrush.mask.api;

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
import java.util.Arrays;

/** Answers of a decoder in cells of its grid, on pictures of 512 x 512: a cell has 2 x 2 pixels. */
abstract class GridCallTestCase extends MaskCallTestCase {
  static final int GRID = 256;
  static final int[] LEFT = {20, 20, 80, 80};
  static final int[] RIGHT = {150, 150, 190, 190};
  static final int[] ALL = {10, 10, 230, 230};
  static final int[] MOST = {10, 10, 200, 180};

  Mask segment(int color, Point... points) {
    Selection selection = Selection.newBuilder().addAllPoints(Arrays.asList(points)).build();
    return client.segment(MaskClient.picture(512, 512, color), selection).getMask();
  }

  static Point include(double x, double y) {
    return Point.newBuilder().setX(x).setY(y).build();
  }

  static Point exclude(double x, double y) {
    return Point.newBuilder().setX(x).setY(y).setExclude(true).build();
  }

  static Selection refined(Selection selection, Tidy tidy) {
    return selection.toBuilder().setRefine(Refine.newBuilder().setTidy(tidy)).build();
  }

  static boolean selected(Mask mask, int x, int y) {
    int[] counts = mask.getRle().getCountsList().stream().mapToInt(Integer::intValue).toArray();
    return new Rle(mask.getRle().getHeight(), mask.getRle().getWidth(), counts)
        .toMask()
        .selected(x, y);
  }

  /** Dark, two pixels high, before a light sky. */
  static Picture wire() {
    RgbImage sky = RgbImage.filled(512, 512, 160, 190, 230);
    Arrays.fill(sky.rgb(), 200 * 512 * 3, 202 * 512 * 3, (byte) 40);
    byte[] png = ImageEncoder.png(sky);
    return Picture.newBuilder()
        .setSha256(PictureHash.of(png))
        .setContent(ByteString.copyFrom(png))
        .build();
  }

  static float[] cells(int[] r) {
    float[] logits = new float[GRID * GRID];
    Arrays.fill(logits, -5);
    for (int row = r[1]; row < r[3]; row++) {
      Arrays.fill(logits, row * GRID + r[0], row * GRID + r[2], 5);
    }
    return logits;
  }

  /** With a hole of a cell in its middle and an island of a cell. */
  static float[] withDots(int[] r) {
    float[] logits = cells(r);
    logits[50 * GRID + 50] = -5;
    logits[200 * GRID + 200] = 5;
    return logits;
  }

  /** The object of which the first point of a question is. */
  static float[] at(FakeCall call) {
    return firstX(call) > 300 ? cells(RIGHT) : cells(LEFT);
  }

  static double firstX(FakeCall call) {
    return call.request().input("point_coords").orElseThrow().asFp32()[0] / 2;
  }

  static int points(FakeCall call) {
    return call.request().input("point_labels").orElseThrow().asFp32().length - 1;
  }

  static boolean hasMask(FakeCall call) {
    return call.request().input("has_mask_input").orElseThrow().asFp32()[0] == 1;
  }

  static void reply(FakeCall call, float[] mask) {
    reply(call, mask, mask, mask, mask);
  }

  static void reply(FakeCall call, float[]... masks) {
    float[] logits = new float[masks.length * GRID * GRID];
    for (int token = 0; token < masks.length; token++) {
      System.arraycopy(masks[token], 0, logits, token * GRID * GRID, GRID * GRID);
    }
    call.reply(
        Tensor.ofFp32("low_res_masks", logits, masks.length, GRID, GRID),
        Tensor.ofFp32("iou_predictions", new float[] {0.9f, 0.85f, 0.8f, 0.7f}, masks.length));
  }
}
