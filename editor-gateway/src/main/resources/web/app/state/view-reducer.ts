import { clamp } from '../geometry/points';
import type { Action } from './actions';
import type { ViewState } from './state';

export const MIN_BRUSH = 1;
export const MAX_BRUSH = 500;

export function reduceView(state: ViewState, action: Action): ViewState {
  switch (action.type) {
    case 'view/tool':
      return { ...state, tool: action.tool };
    case 'view/label':
      return { ...state, label: action.label };
    case 'view/brush':
      return { ...state, brushRadius: clamp(Math.round(action.radius), MIN_BRUSH, MAX_BRUSH) };
    case 'view/compare':
      return { ...state, comparing: action.on };
    case 'view/revision':
      return { ...state, viewing: action.number };
    case 'view/dialog':
      return { ...state, dialog: action.dialog };
    case 'server/event':
      // A new picture is what everybody wants to see.
      return action.event.type === 'revision' || action.event.type === 'head'
        ? { ...state, viewing: null }
        : state;
    default:
      return state;
  }
}

/** [ and ] change the radius by a tenth, at least a pixel; with Shift ten times as much. */
export function brushStep(radius: number, direction: 1 | -1, large: boolean): number {
  const step = Math.max(1, Math.round(radius * 0.1)) * (large ? 10 : 1);
  return clamp(radius + direction * step, MIN_BRUSH, MAX_BRUSH);
}
