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

/** The index of the topmost marker under a press, or -1. */
export function markerAt(markers: readonly ViewPoint[], at: ViewPoint, isTouch: boolean): number {
  const radius = isTouch ? MARKER_RADIUS_TOUCH : MARKER_RADIUS;
  for (let index = markers.length - 1; index >= 0; index--) {
    if (distance(markers[index]!, at) <= radius) {
      return index;
    }
  }
  return -1;
}
