import type { Bitmap } from './rle';

/** A closed line along pixel edges: x, y alternating, in pixels of the bitmap. */
export type Loop = readonly number[];

const RIGHT = 0;
const DOWN = 1;
const LEFT = 2;
const UP = 3;
const STEP_X = [1, 0, -1, 0] as const;
const STEP_Y = [0, 1, 0, -1] as const;

/**
 * The borders of a mask as closed loops with the selected side on the right, so that dashes can
 * run along them. Each pixel edge between selected and unselected is walked exactly once.
 */
export function outlineOf(bitmap: Bitmap): Loop[] {
  const edges = collectEdges(bitmap);
  const columns = bitmap.width + 1;
  const loops: Loop[] = [];
  for (let corner = 0; corner < edges.length; corner++) {
    while (edges[corner] !== 0) {
      loops.push(walk(edges, columns, corner));
    }
  }
  return loops;
}

/** For each pixel corner, the directions (bits) in which a border edge leaves it. */
function collectEdges({ width, height, data }: Bitmap): Uint8Array {
  const columns = width + 1;
  const edges = new Uint8Array(columns * (height + 1));
  const at = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] === 1;
  const add = (x: number, y: number, direction: number): void => {
    edges[y * columns + x]! |= 1 << direction;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!at(x, y)) {
        continue;
      }
      if (!at(x, y - 1)) add(x, y, RIGHT);
      if (!at(x + 1, y)) add(x + 1, y, DOWN);
      if (!at(x, y + 1)) add(x + 1, y + 1, LEFT);
      if (!at(x - 1, y)) add(x, y + 1, UP);
    }
  }
  return edges;
}

function walk(edges: Uint8Array, columns: number, start: number): Loop {
  const loop: number[] = [];
  let corner = start;
  let heading = -1;
  do {
    const direction = nextDirection(edges[corner]!, heading);
    edges[corner]! &= ~(1 << direction);
    if (direction !== heading) {
      loop.push(corner % columns, Math.floor(corner / columns));
    }
    heading = direction;
    corner += STEP_X[direction]! + STEP_Y[direction]! * columns;
  } while (corner !== start);
  return loop;
}

/** Where two loops touch in a corner, turning right first keeps them apart. */
function nextDirection(leaving: number, heading: number): number {
  const preferred = heading < 0 ? [0, 1, 2, 3] : [heading + 1, heading, heading + 3];
  for (const candidate of preferred) {
    if (leaving & (1 << (candidate % 4))) {
      return candidate % 4;
    }
  }
  throw new RangeError('outline: a border ends in the open; the bitmap changed while it was read');
}
