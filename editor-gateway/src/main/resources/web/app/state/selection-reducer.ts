import type { SelectionInput, SelectionView } from '../api/types';
import type { Action } from './actions';
import { isEmptyDraft } from './selectors';
import { EMPTY_DRAFT, EMPTY_SELECTION } from './state';
import type { SelectionState } from './state';

/** Steps back that are remembered while drawing one object. */
const MAX_PAST = 200;

export function reduceSelection(state: SelectionState, action: Action): SelectionState {
  switch (action.type) {
    case 'selection/drawn':
      return drawn(state, action.draft);
    case 'selection/adjusted':
      return { ...state, draft: action.draft };
    case 'selection/takenBack':
      return takenBack(state);
    case 'selection/sent':
      return { ...state, sequence: action.sequence, pending: true, problem: null };
    case 'selection/answered':
      return action.answer.sequence < state.sequence
        ? state
        : { ...state, answer: action.answer, pending: false, problem: null };
    case 'selection/failed':
      return action.sequence < state.sequence
        ? state
        : { ...state, answer: null, pending: false, problem: action.problem };
    case 'selection/cameBack':
      return selectionFrom(action.selection, state.sequence);
    case 'selection/cleared':
      return { ...EMPTY_SELECTION, sequence: state.sequence };
    default:
      return state;
  }
}

/** The selection as the gateway holds it, on loading a session or when another page drew it. */
export function selectionFrom(view: SelectionView | null, sequence: number): SelectionState {
  if (view === null) {
    return { ...EMPTY_SELECTION, sequence };
  }
  const draft = { ...EMPTY_DRAFT, ...(view.input ?? {}) };
  return {
    ...EMPTY_SELECTION,
    draft: { ...draft, refine: { ...EMPTY_DRAFT.refine, ...draft.refine } },
    answer: view,
    sequence: Math.max(sequence, view.sequence),
  };
}

/** New points, box or strokes start over with the model's own choice of candidate. */
function drawn(state: SelectionState, draft: SelectionInput): SelectionState {
  const past = [...state.past, state.draft].slice(-MAX_PAST);
  return { ...state, past, draft: { ...draft, candidate: null } };
}

function takenBack(state: SelectionState): SelectionState {
  const previous = state.past[state.past.length - 1];
  if (previous === undefined) {
    return state;
  }
  const past = state.past.slice(0, -1);
  const answer = isEmptyDraft(previous) ? null : state.answer;
  return { ...state, past, draft: previous, answer };
}
