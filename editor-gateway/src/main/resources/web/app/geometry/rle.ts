/**
 * COCO run lengths: column by column from the upper left, the first count is of unselected pixels.
 * Source: COCO API, maskApi (uncompressed RLE).
 */
export interface Rle {
  readonly size: readonly [height: number, width: number];
  readonly counts: readonly number[];
}

/** A mask for drawing: row-major, 1 = selected, every `step`-th pixel of the picture. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly step: number;
  readonly data: Uint8Array;
}

/**
 * Reads run lengths into a bitmap whose longest side is at most `maxSide`, so that a mask of a
 * 40-megapixel picture costs no more to draw than that of a screenful.
 * @throws RangeError when the runs do not add up to the picture.
 */
export function decodeRle(rle: Rle, maxSide: number): Bitmap {
  const [fullHeight, fullWidth] = rle.size;
  const step = Math.max(1, Math.ceil(Math.max(fullHeight, fullWidth) / maxSide));
  const width = Math.ceil(fullWidth / step);
  const height = Math.ceil(fullHeight / step);
  const data = new Uint8Array(width * height);
  let position = 0;
  rle.counts.forEach((count, index) => {
    if (index % 2 === 1) {
      fillRun(data, width, fullHeight, step, position, position + count);
    }
    position += count;
  });
  if (position !== fullHeight * fullWidth) {
    throw new RangeError(
      `mask of ${fullWidth}×${fullHeight}: runs add up to ${position}, not ${fullHeight * fullWidth}`,
    );
  }
  return { width, height, step, data };
}

function fillRun(
  data: Uint8Array,
  width: number,
  fullHeight: number,
  step: number,
  from: number,
  to: number,
): void {
  const firstColumn = Math.floor(from / fullHeight);
  const lastColumn = Math.floor((to - 1) / fullHeight);
  for (let column = firstColumn; column <= lastColumn; column++) {
    if (column % step !== 0) {
      continue;
    }
    const top = Math.max(from - column * fullHeight, 0);
    const bottom = Math.min(to - column * fullHeight, fullHeight);
    for (let row = Math.ceil(top / step) * step; row < bottom; row += step) {
      data[(row / step) * width + column / step] = 1;
    }
  }
}

/** The inverse of {@link decodeRle} at step 1; tests and checks use it. */
export function encodeRle(width: number, height: number, data: Uint8Array): Rle {
  const counts: number[] = [];
  let current = 0;
  let run = 0;
  for (let column = 0; column < width; column++) {
    for (let row = 0; row < height; row++) {
      const value = data[row * width + column]!;
      if (value === current) {
        run++;
      } else {
        counts.push(run);
        current = value;
        run = 1;
      }
    }
  }
  counts.push(run);
  return { size: [height, width], counts };
}
