import { distance } from './points';
import type { ViewPoint } from './points';

/** CSS pixels that a press may wander and still be a click. */
export const DRAG_THRESHOLD = 4;
/** Milliseconds after which a still finger means "exclude". */
export const LONG_PRESS_MILLIS = 500;
/** CSS pixels around a marker that still hit it. */
const MARKER_RADIUS = 13;
const MARKER_RADIUS_TOUCH = 22;

export type Label = 'include' | 'exclude';

export interface PressModifiers {
  readonly button: number;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export function isDrag(from: ViewPoint, to: ViewPoint): boolean {
  return distance(from, to) > DRAG_THRESHOLD;
}

/** Right button, Shift or Alt turn the chosen label around. */
export function labelOf(press: PressModifiers, chosen: Label): Label {
  const turned = press.button === 2 || press.shiftKey || press.altKey;
  if (!turned) {
    return chosen;
  }
  return chosen === 'include' ? 'exclude' : 'include';
}

/** The index of the marker that is nearest to a press and within its reach, or -1. */
export function markerAt(markers: readonly ViewPoint[], at: ViewPoint, isTouch: boolean): number {
  const distances = markers.map((marker) => distance(marker, at));
  const nearest = Math.min(...distances);
  const radius = isTouch ? MARKER_RADIUS_TOUCH : MARKER_RADIUS;
  return nearest <= radius ? distances.lastIndexOf(nearest) : -1;
}
