import { canDrawAgain, canTakeBack } from '../state/selectors';
import type { EditorState } from '../state/state';
import type { Command } from './commands';

/** One step back: of the drawing as long as there is one, then of the edits. */
export function stepBack(state: EditorState): Command {
  return { kind: canTakeBack(state) ? 'take-back' : 'undo' };
}

export function stepForth(state: EditorState): Command {
  return { kind: canDrawAgain(state) ? 'draw-again' : 'redo' };
}
