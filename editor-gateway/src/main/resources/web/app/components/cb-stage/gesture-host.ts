import type { Command } from '../../control/commands';
import type { ImagePoint, Size, ViewPoint } from '../../geometry/points';
import type { Viewport } from '../../geometry/viewport';
import type { EditorState } from '../../state/state';
import type { LassoCorners } from './lasso-corners';
import type { LiveDrawing } from './live-drawing';

/** What gestures see and may do of the stage. */
export interface GestureHost {
  readonly state: EditorState;
  readonly imageSize: Size;
  readonly viewport: Viewport;
  /** Markers of the drawn points, in order. */
  readonly markers: readonly ViewPoint[];
  readonly spaceHeld: boolean;
  readonly canDraw: boolean;
  readonly corners: LassoCorners;
  toImage(point: ViewPoint): ImagePoint;
  moveViewport(viewport: Viewport): void;
  showLive(drawing: LiveDrawing): void;
  emit(command: Command): void;
}
