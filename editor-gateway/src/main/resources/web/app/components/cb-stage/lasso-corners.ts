import type { Join } from 'chatbrush-client';
import { closes, thinned } from '../../geometry/area';
import type { Corners } from '../../geometry/area';
import type { ImagePoint, Size } from '../../geometry/points';
import type { Viewport } from '../../geometry/viewport';
import type { Command } from '../../control/commands';
import { areaStroke } from './area-stroke';

/** CSS pixels around the first corner that still close the line. */
const REACH = 9;

/** What corners see and may do of the stage. */
interface CornersHost {
  readonly viewport: Viewport;
  readonly imageSize: Size;
  emit(command: Command): void;
}

/** What the lasso has placed and not closed yet. */
export class LassoCorners {
  private placed: Corners = [];

  constructor(
    private readonly host: CornersHost,
    private readonly repaint: () => void,
  ) {}

  get points(): Corners {
    return this.placed;
  }

  /** Places a corner, or closes the line there. */
  add(at: ImagePoint, how: Join): void {
    const { host, placed } = this;
    if (closes(placed, at, REACH / host.viewport.scale)) {
      this.placed = [];
      const stroke = areaStroke(thinned(placed, 0), how, host.imageSize);
      host.emit({ kind: 'stroke', stroke });
    } else {
      this.placed = [...placed, at];
    }
    this.repaint();
  }

  /** Takes the last corner back, or all of them. */
  drop(how: 'last' | 'all'): void {
    this.placed = how === 'last' ? this.placed.slice(0, -1) : [];
    this.repaint();
  }
}
