import { distance, roundedTenth } from './points';
import type { ImagePoint, Size } from './points';

export type Corner = readonly [x: number, y: number];

/** A line with as few points as keep its shape to within `step` pixels. */
export function thinned(line: readonly Corner[], step: number): Corner[] {
  const kept: Corner[] = [];
  for (const at of line) {
    const last = kept[kept.length - 1];
    if (last === undefined || distance(last, at) >= step) {
      kept.push([roundedTenth(at[0]), roundedTenth(at[1])]);
    }
  }
  return kept;
}

/**
 * All of the picture that a closed line leaves out, as one closed line by the even-odd rule: around
 * the picture, along a seam to the line, around it, and back along the seam.
 */
export function outsideOf(line: readonly Corner[], { width, height }: Size): Corner[] {
  const first = line[0];
  const frame: Corner[] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
    [0, 0],
  ];
  return first === undefined ? frame : [...frame, ...line, first, [0, 0]];
}

/** Corners that are placed one by one, until they come back to the first. Immutable. */
export type Corners = readonly ImagePoint[];

/** Fewer enclose nothing. */
const FEWEST = 3;

/** Whether placing a corner there closes the line: on the first, or once more on the last. */
export function closes(corners: Corners, at: ImagePoint, reach: number): boolean {
  const ends = [corners[0], corners[corners.length - 1]];
  return (
    corners.length >= FEWEST && ends.some((end) => end !== undefined && distance(end, at) <= reach)
  );
}
