import type { ServerEvent } from 'chatbrush-client';
import { clamp } from '../geometry/points';
import type { Action } from './actions';
import type { ViewState } from './state';

export const MIN_BRUSH = 1;
export const MAX_BRUSH = 500;

export function reduceView(state: ViewState, action: Action): ViewState {
  switch (action.type) {
    case 'view/tool':
      return { ...state, tool: action.tool };
    case 'view/useTool':
      return { ...state, useTool: action.tool };
    case 'view/label':
      return { ...state, label: action.label };
    case 'view/join':
      return { ...state, join: state.join === action.join ? null : action.join };
    case 'selection/cleared':
      return state.join === null ? state : { ...state, join: null };
    case 'view/brush':
      return { ...state, brushRadius: clamp(Math.round(action.radius), MIN_BRUSH, MAX_BRUSH) };
    case 'view/compare':
      return { ...state, comparing: action.on };
    case 'view/reference':
      return { ...state, reference: action.reference };
    case 'view/split':
      return { ...state, split: action.at };
    case 'view/revision':
      return { ...state, viewing: action.number };
    case 'view/dialog':
      return { ...state, dialog: action.dialog };
    case 'chat/sending':
      return { ...state, viewing: null };
    case 'chat/failed':
      return { ...state, showing: false };
    case 'server/event':
      return onEvent(state, action.event.type);
    case 'view/showing':
      return { ...state, showing: true };
    default:
      return state;
  }
}

/** After these no picture of an example is to come. */
const ENDS: readonly ServerEvent['type'][] = ['problem', 'question', 'done'];

/** A new picture is what everybody wants to see; an example also shows what it was before. */
function onEvent(state: ViewState, event: ServerEvent['type']): ViewState {
  if (ENDS.includes(event)) {
    return state.showing ? { ...state, showing: false } : state;
  }
  if (event !== 'revision' && event !== 'head') {
    return state;
  }
  const split = state.showing && event === 'revision' ? 0.5 : state.split;
  return { ...state, viewing: null, join: null, split, showing: false };
}

/** [ and ] change the radius by a tenth, at least a pixel; with Shift ten times as much. */
export function brushStep(radius: number, direction: 1 | -1, large: boolean): number {
  const step = Math.max(1, Math.round(radius * 0.1)) * (large ? 10 : 1);
  return clamp(radius + direction * step, MIN_BRUSH, MAX_BRUSH);
}
