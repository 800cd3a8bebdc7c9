import { anchoredBox, movedCrosshair, placed } from './crosshair';
import type { Crosshair } from './crosshair';
import type { Box, ImagePoint } from '../../geometry/points';
import type { GestureHost } from './gesture-host';

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
    if (!host.canDraw || event.ctrlKey || event.metaKey || event.altKey) {
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

  /** Draws with the tool; without a crosshair the mask is meant, and the talking begins. */
  private enter(exclude: boolean): void {
    const { host } = this;
    if (this.crosshair === null) {
      host.emit({ kind: 'focus-chat' });
      return;
    }
    const { tool, label, brushRadius } = host.state.view;
    const result = placed(this.crosshair, tool, label, brushRadius, exclude);
    this.crosshair = result.crosshair;
    if (result.command !== null) {
      host.emit(result.command);
    }
    host.showLive(null);
  }
}
