import type { PointInput } from 'chatbrush-client';
import { isInside, roundedTenth } from '../../geometry/points';
import type { ImagePoint, Size } from '../../geometry/points';
import type { EditorState } from '../../state/state';

/** How the pointer looks over the picture. */
export function cursorOf(state: EditorState, canDraw: boolean, spaceDown: boolean): string {
  const { tool } = state.view;
  if (!canDraw || spaceDown || tool === 'hand') {
    return 'hand';
  }
  return tool === 'brush' || tool === 'eraser' ? 'brush' : '';
}

/** The click that a resting pointer would make, where a preview of it makes sense. */
export function lookPoint(
  state: EditorState,
  canDraw: boolean,
  at: ImagePoint | null,
  image: Size,
): PointInput | null {
  const { tool, label } = state.view;
  const points = tool === 'point' && label === 'include' && canDraw;
  return points && at !== null && isInside(at, image)
    ? { x: roundedTenth(at[0]), y: roundedTenth(at[1]), label }
    : null;
}
