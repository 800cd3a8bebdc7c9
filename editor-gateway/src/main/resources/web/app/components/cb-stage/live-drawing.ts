import type { StrokeInput } from 'chatbrush-client';
import type { Box, ImagePoint } from '../../geometry/points';

/** What a gesture draws before it is finished. Image space. */
export type LiveDrawing =
  | { readonly kind: 'box'; readonly box: Box }
  | { readonly kind: 'stroke'; readonly stroke: StrokeInput }
  | { readonly kind: 'line'; readonly line: readonly (readonly [x: number, y: number])[] }
  | { readonly kind: 'marker'; readonly index: number; readonly at: ImagePoint }
  | null;
