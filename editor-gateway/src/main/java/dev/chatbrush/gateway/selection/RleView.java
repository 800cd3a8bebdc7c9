package dev.chatbrush.gateway.selection;

import dev.chatbrush.imaging.mask.Rle;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A mask as COCO run lengths: {@code size} is [height, width]; column by column, the first count is
 * of unselected pixels.
 */
@Schema(name = "Rle", example = "{\"size\": [427, 640], \"counts\": [1200, 35, 390, 38]}")
public record RleView(List<Integer> size, List<Integer> counts) {
  public static RleView from(Rle rle) {
    return new RleView(
        List.of(rle.height(), rle.width()), Arrays.stream(rle.counts()).boxed().toList());
  }

  public Rle toRle() {
    return new Rle(size.get(0), size.get(1), counts.stream().mapToInt(Integer::intValue).toArray());
  }
}
