import type { StrokeInput } from 'chatbrush-client';
import { isDrag, labelOf } from '../../geometry/gesture';
import type { PressModifiers } from '../../geometry/gesture';
import { boxBetween, clampToImage, isInside, lastOf, roundedTenth } from '../../geometry/points';
import type { ViewPoint } from '../../geometry/points';
import { panBy } from '../../geometry/viewport';
import { joinOf } from './area-stroke';
import type { GestureHost } from './gesture-host';

/** One pointer from down to up. */
export interface Press {
  /** Takes the pointer's way since the last call; browsers join several moves into one event. */
  move(way: readonly ViewPoint[]): void;
  end(): void;
  cancel(): void;
  /** A finger has rested for as long as a long press takes. */
  held(): void;
}

/** Moves the picture. */
export class PanPress implements Press {
  constructor(
    private readonly host: GestureHost,
    private last: ViewPoint,
  ) {}

  move(way: readonly ViewPoint[]): void {
    const at = lastOf(way);
    this.host.moveViewport(panBy(this.host.viewport, at[0] - this.last[0], at[1] - this.last[1]));
    this.last = at;
  }

  end(): void {
    // The picture stays where it was moved to.
  }

  cancel(): void {
    // The picture stays where it was moved to.
  }

  held(): void {
    // Resting while panning means nothing.
  }
}

/** On a marker: a click removes the point, where it `removes` at all; a drag moves it. */
export class MarkerPress implements Press {
  private at: ViewPoint;
  private dragging = false;

  constructor(
    private readonly host: GestureHost,
    private readonly index: number,
    private readonly start: ViewPoint,
    private readonly removes: boolean,
  ) {
    this.at = start;
  }

  move(way: readonly ViewPoint[]): void {
    this.at = lastOf(way);
    this.dragging ||= isDrag(this.start, this.at);
    if (this.dragging) {
      const at = clampToImage(this.host.toImage(this.at), this.host.imageSize);
      this.host.showLive({ kind: 'marker', index: this.index, at });
    }
  }

  end(): void {
    this.host.showLive(null);
    if (!this.dragging) {
      if (this.removes) {
        this.host.emit({ kind: 'remove-point', index: this.index });
      }
      return;
    }
    const [x, y] = clampToImage(this.host.toImage(this.at), this.host.imageSize);
    const point = { x: roundedTenth(x), y: roundedTenth(y) };
    this.host.emit({ kind: 'move-point', index: this.index, ...point });
  }

  cancel(): void {
    this.host.showLive(null);
  }

  held(): void {
    // A long press on a marker is a slow click.
  }
}

/** On the picture: a click is a point, a drag a box. */
export class PointPress implements Press {
  private at: ViewPoint;
  private dragging = false;
  private done = false;

  constructor(
    private readonly host: GestureHost,
    private readonly start: ViewPoint,
    private readonly modifiers: PressModifiers,
    private readonly clicks: boolean,
  ) {
    this.at = start;
  }

  move(way: readonly ViewPoint[]): void {
    this.at = lastOf(way);
    this.dragging ||= isDrag(this.start, this.at) && this.modifiers.button === 0 && !this.done;
    if (this.dragging) {
      this.host.showLive({ kind: 'box', box: this.box() });
    }
  }

  end(): void {
    this.host.showLive(null);
    if (this.done) {
      return;
    }
    if (!this.dragging) {
      this.place(this.modifiers);
      return;
    }
    const box = this.box();
    if (box.x1 - box.x0 >= 1 && box.y1 - box.y0 >= 1) {
      const { shiftKey, altKey } = this.modifiers;
      const join = joinOf(this.modifiers, this.host.state.view);
      this.host.emit({ kind: 'box', box, ...(shiftKey || altKey ? { join } : {}) });
    }
  }

  cancel(): void {
    this.host.showLive(null);
  }

  held(): void {
    if (!this.dragging && !this.done) {
      this.done = true;
      this.place({ ...this.modifiers, button: 2 });
    }
  }

  private place(modifiers: PressModifiers): void {
    const at = this.host.toImage(this.start);
    if (!this.clicks || !isInside(at, this.host.imageSize)) {
      return;
    }
    const label = labelOf(modifiers, this.host.state.view.label);
    const point = { x: roundedTenth(at[0]), y: roundedTenth(at[1]), label };
    this.host.emit({ kind: 'add-point', point });
  }

  private box() {
    const { host } = this;
    const box = boxBetween(host.toImage(this.start), host.toImage(this.at), host.imageSize);
    return {
      x0: roundedTenth(box.x0),
      y0: roundedTenth(box.y0),
      x1: roundedTenth(box.x1),
      y1: roundedTenth(box.y1),
    };
  }
}

/** Brush and eraser: the way of the pointer is the mask itself. */
export class StrokePress implements Press {
  private readonly points: [number, number][] = [];

  constructor(
    private readonly host: GestureHost,
    start: ViewPoint,
    private readonly erase: boolean,
  ) {
    this.move([start]);
  }

  move(way: readonly ViewPoint[]): void {
    for (const at of way) {
      const [x, y] = clampToImage(this.host.toImage(at), this.host.imageSize);
      this.points.push([roundedTenth(x), roundedTenth(y)]);
    }
    this.host.showLive({ kind: 'stroke', stroke: this.stroke() });
  }

  end(): void {
    this.host.showLive(null);
    this.host.emit({ kind: 'stroke', stroke: this.stroke() });
  }

  cancel(): void {
    this.host.showLive(null);
  }

  held(): void {
    // Resting with the brush down is a dot.
  }

  private stroke(): StrokeInput {
    return {
      points: [...this.points],
      radius: this.host.state.view.brushRadius,
      erase: this.erase,
      fill: false,
    };
  }
}
