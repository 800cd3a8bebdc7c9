import { outlineOf } from '../../geometry/outline';
import { decodeRle } from '../../geometry/rle';
import type { Rle } from '../../geometry/rle';
import { known } from '../shared/known';
import { contextOf } from './canvas';

/** Longest side of a drawn mask, in its own pixels; as fine as screens show a whole picture. */
const MAX_SIDE = 1024;

export const MASK_COLOUR = [155, 92, 255] as const;

/** A mask made ready for drawing: its area as a picture, its border as a path in image pixels. */
export interface MaskLayer {
  readonly area: HTMLCanvasElement;
  readonly outline: Path2D;
  /** Image pixels per pixel of `area`. */
  readonly step: number;
}

/** `feather`: width of its soft edge, in image pixels. */
export function maskLayerOf(rle: Rle, feather: number): MaskLayer {
  const bitmap = decodeRle(rle, MAX_SIDE);
  const area = document.createElement('canvas');
  area.width = bitmap.width;
  area.height = bitmap.height;
  const context = contextOf(area);
  const pixels = context.createImageData(bitmap.width, bitmap.height);
  const colour = new Uint32Array(pixels.data.buffer);
  const [red, green, blue] = MASK_COLOUR;
  const painted = (255 << 24) | (blue << 16) | (green << 8) | red;
  const { data } = bitmap;
  for (let index = 0; index < data.length; index++) {
    if (data[index] === 1) {
      colour[index] = painted;
    }
  }
  context.putImageData(pixels, 0, 0);
  const soft = feather === 0 ? area : softened(area, feather / bitmap.step);
  const outline = new Path2D();
  for (const loop of outlineOf(bitmap)) {
    for (let at = 0; at < loop.length; at += 2) {
      const x = known(loop[at], 'x') * bitmap.step;
      const y = known(loop[at + 1], 'y') * bitmap.step;
      if (at === 0) {
        outline.moveTo(x, y);
      } else {
        outline.lineTo(x, y);
      }
    }
    outline.closePath();
  }
  return { area: soft, outline, step: bitmap.step };
}

function softened(area: HTMLCanvasElement, radius: number): HTMLCanvasElement {
  const soft = document.createElement('canvas');
  soft.width = area.width;
  soft.height = area.height;
  const context = contextOf(soft);
  context.filter = `blur(${radius.toFixed(1)}px)`;
  context.drawImage(area, 0, 0);
  return soft;
}
