import { clampToImage, imagePoint, roundedTenth } from '../../geometry/points';
import type { Box, ImagePoint, Size } from '../../geometry/points';
import type { Command } from '../../control/commands';
import type { Label } from '../../geometry/gesture';
import type { Tool } from '../../state/tools';

/** CSS pixels that an arrow key moves the crosshair; Shift moves five times as far. */
const STEP = 10;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A pointer for the keyboard. Immutable; `anchor` is a box's first corner. */
export interface Crosshair {
  readonly at: ImagePoint;
  readonly anchor: ImagePoint | null;
}

/** Where the crosshair goes with an arrow key; it begins in the middle. Null for other keys. */
export function movedCrosshair(
  crosshair: Crosshair | null,
  key: string,
  fast: boolean,
  scale: number,
  image: Size,
): Crosshair | null {
  const arrow = ARROWS[key];
  if (arrow === undefined) {
    return null;
  }
  if (crosshair === null) {
    return { at: imagePoint(image.width / 2, image.height / 2), anchor: null };
  }
  const step = (STEP * (fast ? 5 : 1)) / scale;
  const [x, y] = crosshair.at;
  const at = clampToImage(imagePoint(x + arrow[0] * step, y + arrow[1] * step), image);
  return { ...crosshair, at };
}

export interface Placed {
  readonly crosshair: Crosshair;
  readonly command: Command | null;
}

/** What Enter does at the crosshair: a point, a corner of a box, or a dab of the brush. */
export function placed(
  crosshair: Crosshair,
  tool: Tool,
  label: Label,
  radius: number,
  exclude: boolean,
): Placed {
  const [x, y] = [roundedTenth(crosshair.at[0]), roundedTenth(crosshair.at[1])];
  if (tool === 'brush' || tool === 'eraser') {
    const stroke = {
      points: [[x, y] as const],
      radius,
      erase: (tool === 'eraser') !== exclude,
      fill: false,
    };
    return { crosshair, command: { kind: 'stroke', stroke } };
  }
  if (tool === 'box' && !exclude) {
    return crosshair.anchor === null
      ? { crosshair: { ...crosshair, anchor: crosshair.at }, command: null }
      : {
          crosshair: { ...crosshair, anchor: null },
          command: { kind: 'box', box: anchoredBox(crosshair.anchor, crosshair.at) },
        };
  }
  const turned: Label = label === 'include' ? 'exclude' : 'include';
  const point = { x, y, label: exclude ? turned : label };
  return { crosshair, command: { kind: 'add-point', point } };
}

export function anchoredBox(a: ImagePoint, b: ImagePoint): Box {
  return {
    x0: roundedTenth(Math.min(a[0], b[0])),
    y0: roundedTenth(Math.min(a[1], b[1])),
    x1: roundedTenth(Math.max(a[0], b[0])),
    y1: roundedTenth(Math.max(a[1], b[1])),
  };
}
