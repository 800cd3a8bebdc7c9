import type { Corners } from '../../geometry/area';
import type { Box, ImagePoint, Size } from '../../geometry/points';
import type { Viewport } from '../../geometry/viewport';
import { canSelect } from '../../state/selectors';
import type { EditorState } from '../../state/state';
import type { LiveDrawing } from './live-drawing';
import type { SceneWithoutMask } from './stage-overlay';

/** What the stage knows besides the state. Image space. */
export interface StageMoment {
  readonly viewport: Viewport;
  readonly image: Size;
  readonly live: LiveDrawing;
  readonly corners: Corners;
  readonly hover: ImagePoint | null;
  readonly crosshair: ImagePoint | null;
  /** The box that the keyboard has opened. */
  readonly keyBox: Box | null;
  readonly paints: boolean;
}

/** All that is drawn over the picture but the mask. */
export function sceneOf(state: EditorState, moment: StageMoment): SceneWithoutMask {
  const { live, hover, corners } = moment;
  const { draft, answer } = state.selection;
  const shown = canSelect(state);
  const strokes = live?.kind === 'stroke' ? [live.stroke] : [];
  // The mask holds them already where it was answered to them.
  const known = answer?.input?.strokes?.length ?? 0;
  const next = hover ?? moment.crosshair;
  const cornered = corners.length > 0;
  const line = cornered && next !== null ? [...corners, next] : corners;
  return {
    viewport: moment.viewport,
    image: moment.image,
    strokes: shown ? [...draft.strokes.slice(known), ...strokes] : [],
    box: shown ? (live?.kind === 'box' ? live.box : (moment.keyBox ?? draft.box)) : null,
    line: live?.kind === 'line' ? live.line : line,
    cornered,
    crosshair: moment.crosshair,
    brush: moment.paints && hover !== null ? { at: hover, radius: state.view.brushRadius } : null,
  };
}
