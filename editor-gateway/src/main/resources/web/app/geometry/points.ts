/**
 * Coordinates that cannot be mixed up. Image space: pixels of the picture, the centre of the first
 * pixel is (0.5, 0.5). View space: CSS pixels from the upper left corner of the stage.
 */
export type ImagePoint = readonly [x: number, y: number] & { readonly space?: 'image' };
export type ViewPoint = readonly [x: number, y: number] & { readonly space?: 'view' };

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Image space; x0, y0 inclusive, x1, y1 exclusive. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export function imagePoint(x: number, y: number): ImagePoint {
  return [x, y] as ImagePoint;
}

export function viewPoint(x: number, y: number): ViewPoint {
  return [x, y] as ViewPoint;
}

/** Where a way has come to. @throws RangeError when it is empty. */
export function lastOf(way: readonly ViewPoint[]): ViewPoint {
  const last = way[way.length - 1];
  if (last === undefined) {
    throw new RangeError('a way has at least one point');
  }
  return last;
}

export function distance(a: readonly [number, number], b: readonly [number, number]): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

export function isInside(point: ImagePoint, size: Size): boolean {
  return point[0] >= 0 && point[1] >= 0 && point[0] < size.width && point[1] < size.height;
}

/** The nearest point that lies within the picture; its edges count as inside. */
export function clampToImage(point: ImagePoint, size: Size): ImagePoint {
  return imagePoint(clamp(point[0], 0, size.width), clamp(point[1], 0, size.height));
}

/** The box spanned by two corners in any order, cut to the picture. */
export function boxBetween(a: ImagePoint, b: ImagePoint, size: Size): Box {
  const [ax, ay] = clampToImage(a, size);
  const [bx, by] = clampToImage(b, size);
  return {
    x0: Math.min(ax, bx),
    y0: Math.min(ay, by),
    x1: Math.max(ax, bx),
    y1: Math.max(ay, by),
  };
}

/** One decimal is finer than any click and keeps requests short. */
export function roundedTenth(value: number): number {
  return Math.round(value * 10) / 10;
}
