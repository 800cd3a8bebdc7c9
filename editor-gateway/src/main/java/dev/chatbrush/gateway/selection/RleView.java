package dev.chatbrush.gateway.selection;

import dev.chatbrush.imaging.mask.Rle;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A mask as COCO run lengths: {@code size} is [height, width]; column by column, the first count is
 * of unselected pixels.
 */
@Schema(name = "Rle", example = "{\"size\": [427, 640], \"counts\": [1200, 35, 390, 38]}")
public record RleView(
    @NotNull @Size(min = 2, max = 2) List<@NotNull @Positive Integer> size,
    @NotNull @Size(min = 1, max = 4_000_000) List<@NotNull @PositiveOrZero Integer> counts) {
  public static RleView from(Rle rle) {
    return new RleView(
        List.of(rle.height(), rle.width()), Arrays.stream(rle.counts()).boxed().toList());
  }

  public Rle toRle() {
    return new Rle(size.get(0), size.get(1), counts.stream().mapToInt(Integer::intValue).toArray());
  }
}
