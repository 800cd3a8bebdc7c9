import { anchoredBox, movedCrosshair, placed } from './crosshair';
import type { Crosshair } from './crosshair';
import type { Box, ImagePoint } from '../../geometry/points';
import type { GestureHost } from './gesture-host';
import { joinOf } from './area-stroke';

/** The stage's own keys: arrows move a crosshair, Enter draws there, Escape puts it away. */
export class StageKeys {
  private crosshair: Crosshair | null = null;

  constructor(private readonly host: GestureHost) {}

  get at(): ImagePoint | null {
    return this.crosshair?.at ?? null;
  }

  /** The box that a second Enter would draw. */
  get box(): Box | null {
    return this.crosshair?.anchor ? anchoredBox(this.crosshair.anchor, this.crosshair.at) : null;
  }

  forget(): void {
    this.crosshair = null;
  }

  press(event: KeyboardEvent): void {
    const { host } = this;
    if (!host.canDraw || this.dropsCorner(event) || isChord(event)) {
      return;
    }
    const { scale } = host.viewport;
    const moved = movedCrosshair(this.crosshair, event.key, event.shiftKey, scale, host.imageSize);
    if (moved !== null) {
      this.crosshair = moved;
      event.preventDefault();
      host.showLive(null);
    } else if (event.key === 'Escape') {
      this.crosshair = null;
      host.showLive(null);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.enter(event.shiftKey);
    }
  }

  /** Escape drops the corners of the lasso, Backspace and Ctrl+Z the last one. */
  private dropsCorner(event: KeyboardEvent): boolean {
    const undo = event.code === 'KeyZ' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    const last = undo || event.key === 'Backspace';
    if (this.host.corners.points.length === 0 || !(last || event.key === 'Escape')) {
      return false;
    }
    event.preventDefault();
    this.host.corners.drop(last ? 'last' : 'all');
    return true;
  }

  /** Draws with the tool; without a crosshair the mask is meant, and the talking begins. */
  private enter(exclude: boolean): void {
    const { host } = this;
    if (this.crosshair === null) {
      const last = host.corners.points[host.corners.points.length - 1];
      if (last === undefined) {
        host.emit({ kind: 'focus-chat' });
      } else {
        // By the keyboard, what was placed by the mouse is closed.
        host.corners.add(last, 'add');
      }
      return;
    }
    const { tool, label, brushRadius } = host.state.view;
    if (tool === 'lasso') {
      const modifiers = { button: 0, shiftKey: false, altKey: exclude };
      host.corners.add(this.crosshair.at, joinOf(modifiers, host.state.view));
      return;
    }
    const result = placed(this.crosshair, tool, label, brushRadius, exclude);
    this.crosshair = result.crosshair;
    if (result.command !== null) {
      host.emit(result.command);
    }
    host.showLive(null);
  }
}

/** Pressed with a modifier, keys belong to the page. */
function isChord(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}
