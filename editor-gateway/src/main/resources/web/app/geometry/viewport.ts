import { clamp, imagePoint, viewPoint } from './points';
import type { ImagePoint, Size, ViewPoint } from './points';

/** How the picture lies on the stage: view = image × scale + offset. Immutable. */
export interface Viewport {
  /** CSS pixels per image pixel. */
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

export const MIN_SCALE = 0.1;
export const MAX_SCALE = 30;
export const IDENTITY: Viewport = { scale: 1, offsetX: 0, offsetY: 0 };

export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** The whole picture, centred within the insets; never enlarged beyond 4×. */
export function fit(image: Size, view: Size, insets: Insets): Viewport {
  const freeWidth = Math.max(view.width - insets.left - insets.right, 1);
  const freeHeight = Math.max(view.height - insets.top - insets.bottom, 1);
  const scale = Math.min(freeWidth / image.width, freeHeight / image.height, 4);
  return {
    scale,
    offsetX: insets.left + (freeWidth - image.width * scale) / 2,
    offsetY: insets.top + (freeHeight - image.height * scale) / 2,
  };
}

/** Scales so that the point of the picture under `at` stays under it. */
export function zoomTo(viewport: Viewport, scale: number, at: ViewPoint, fitScale = 1): Viewport {
  const next = clamp(scale, Math.min(MIN_SCALE, fitScale), MAX_SCALE);
  const ratio = next / viewport.scale;
  return {
    scale: next,
    offsetX: at[0] - (at[0] - viewport.offsetX) * ratio,
    offsetY: at[1] - (at[1] - viewport.offsetY) * ratio,
  };
}

export function panBy(viewport: Viewport, dx: number, dy: number): Viewport {
  return { ...viewport, offsetX: viewport.offsetX + dx, offsetY: viewport.offsetY + dy };
}

/**
 * Pans back just enough: a picture smaller than the stage lies wholly on it, of a larger one the
 * stage's middle always shows something.
 */
export function keepInSight(viewport: Viewport, image: Size, view: Size): Viewport {
  return {
    scale: viewport.scale,
    offsetX: kept(viewport.offsetX, image.width * viewport.scale, view.width),
    offsetY: kept(viewport.offsetY, image.height * viewport.scale, view.height),
  };
}

function kept(offset: number, length: number, stage: number): number {
  return length <= stage
    ? clamp(offset, 0, stage - length)
    : clamp(offset, stage / 2 - length, stage / 2);
}

export function toImage(viewport: Viewport, point: ViewPoint): ImagePoint {
  return imagePoint(
    (point[0] - viewport.offsetX) / viewport.scale,
    (point[1] - viewport.offsetY) / viewport.scale,
  );
}

export function toView(viewport: Viewport, point: ImagePoint): ViewPoint {
  return viewPoint(
    point[0] * viewport.scale + viewport.offsetX,
    point[1] * viewport.scale + viewport.offsetY,
  );
}

/** The factor of one wheel event; browsers report lines (1) and pages (2) as well as pixels. */
export function wheelFactor(deltaY: number, deltaMode: number): number {
  const pixels = deltaMode === 1 ? deltaY * 16 : deltaMode === 2 ? deltaY * 240 : deltaY;
  return Math.exp(-clamp(pixels, -240, 240) / 240);
}
