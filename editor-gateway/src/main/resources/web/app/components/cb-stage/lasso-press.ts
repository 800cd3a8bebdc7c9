import type { Corner } from '../../geometry/area';
import { thinned } from '../../geometry/area';
import { isDrag } from '../../geometry/gesture';
import type { PressModifiers } from '../../geometry/gesture';
import { clampToImage, lastOf } from '../../geometry/points';
import type { ViewPoint } from '../../geometry/points';
import { areaStroke, joinOf } from './area-stroke';
import type { GestureHost } from './gesture-host';
import type { Press } from './presses';

/** Widest that an area's line is simplified, in CSS pixels. */
const SIMPLIFIED = 1.5;

/** The lasso: a drag goes around freely, clicks place corner after corner. */
export class LassoPress implements Press {
  private readonly way: Corner[] = [];
  private dragging = false;

  constructor(
    private readonly host: GestureHost,
    private readonly start: ViewPoint,
    private readonly modifiers: PressModifiers,
  ) {
    this.take(start);
  }

  move(way: readonly ViewPoint[]): void {
    way.forEach((at) => this.take(at));
    this.dragging ||= isDrag(this.start, lastOf(way)) && this.host.corners.points.length === 0;
    if (this.dragging) {
      this.host.showLive({ kind: 'line', line: this.way });
    }
  }

  end(): void {
    this.host.showLive(null);
    const how = joinOf(this.modifiers, this.host.state.view);
    if (!this.dragging) {
      this.host.corners.add(clampToImage(this.host.toImage(this.start), this.host.imageSize), how);
      return;
    }
    const line = thinned(this.way, SIMPLIFIED / this.host.viewport.scale);
    if (line.length > 2) {
      this.host.emit({ kind: 'stroke', stroke: areaStroke(line, how, this.host.imageSize) });
    }
  }

  cancel(): void {
    this.host.showLive(null);
  }

  held(): void {
    // A corner may be placed slowly.
  }

  private take(at: ViewPoint): void {
    this.way.push(clampToImage(this.host.toImage(at), this.host.imageSize));
  }
}
