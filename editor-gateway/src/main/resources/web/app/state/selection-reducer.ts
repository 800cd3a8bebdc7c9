import type { SelectionView, ServerEvent } from 'chatbrush-client';
import type { Drawing } from '../api/drawing';
import type { Action } from './actions';
import { drawingFrom } from './parts';
import { isEmptyDraft } from './selectors';
import { EMPTY_DRAFT, EMPTY_SELECTION } from './selection';
import type { SelectionState } from './selection';

/** Steps back that are remembered while drawing one object. */
const MAX_PAST = 200;

export function reduceSelection(state: SelectionState, action: Action): SelectionState {
  switch (action.type) {
    case 'selection/drawn':
      return drawn(state, action.draft);
    case 'selection/adjusted':
      return stepped(state, action.draft);
    case 'selection/joined':
      return state.draft === action.drawn ? { ...state, draft: action.draft } : state;
    case 'selection/takenBack':
      return takenBack(state);
    case 'selection/drawnAgain':
      return drawnAgain(state);
    case 'selection/sent':
      return { ...state, sequence: action.sequence, pending: true, problem: null, look: null };
    case 'selection/looked':
      return { ...state, look: isEmptyDraft(state.draft) ? action.rle : null };
    case 'selection/answered':
      return action.answer.sequence < state.sequence
        ? state
        : { ...state, answer: action.answer, pending: false, problem: null };
    case 'selection/failed':
      return action.sequence < state.sequence
        ? state
        : { ...state, answer: null, pending: false, problem: action.problem };
    case 'selection/cameBack':
      return { ...selectionFrom(action.selection, state.sequence), clearing: state.clearing };
    case 'selection/cleared':
      return stepped(state, EMPTY_DRAFT);
    case 'selection/clearing':
      return { ...state, sequence: action.sequence, clearing: action.sequence };
    case 'selection/clearingFailed':
      return { ...state, clearing: null };
    case 'server/event':
      return onEvent(state, action.event);
    default:
      return state;
  }
}

/** The selection as the gateway holds it, on loading a session or when another page drew it. */
export function selectionFrom(view: SelectionView | null, sequence: number): SelectionState {
  if (view === null) {
    return { ...EMPTY_SELECTION, sequence };
  }
  const { input, rle } = view;
  // What a mask without parts was made of nobody knows: it is one mask.
  const isMask = input?.uploaded === true && (input.parts ?? []).length === 0;
  return {
    ...EMPTY_SELECTION,
    draft: isMask ? { ...EMPTY_DRAFT, uploaded: true, base: rle } : drawingFrom(input ?? {}),
    answer: view,
    sequence: Math.max(sequence, view.sequence),
  };
}

/** New points, box or strokes start over with the model's own choice of candidate. */
function drawn(state: SelectionState, draft: Drawing): SelectionState {
  return stepped(state, { ...draft, candidate: null });
}

/** A step that can be taken back; what was taken back before is forgotten. */
function stepped(state: SelectionState, draft: Drawing): SelectionState {
  const past = [...state.past, state.draft].slice(-MAX_PAST);
  return withDraft({ ...state, past, future: [] }, draft);
}

function takenBack(state: SelectionState): SelectionState {
  const previous = state.past[state.past.length - 1];
  if (previous === undefined) {
    return state;
  }
  const future = [state.draft, ...state.future];
  return withDraft({ ...state, past: state.past.slice(0, -1), future }, previous);
}

function drawnAgain(state: SelectionState): SelectionState {
  const [next, ...future] = state.future;
  if (next === undefined) {
    return state;
  }
  return withDraft({ ...state, past: [...state.past, state.draft], future }, next);
}

/** Where nothing is drawn, nothing is shown and nothing is waited for. */
function withDraft(state: SelectionState, draft: Drawing): SelectionState {
  return isEmptyDraft(draft)
    ? { ...state, draft, answer: null, pending: false, problem: null }
    : { ...state, draft };
}

/** On another picture, taking back means its edits. */
function onEvent(state: SelectionState, event: ServerEvent): SelectionState {
  const moved = event.type === 'revision' || event.type === 'head';
  return moved && state.past.length + state.future.length > 0
    ? { ...state, past: [], future: [] }
    : state;
}
