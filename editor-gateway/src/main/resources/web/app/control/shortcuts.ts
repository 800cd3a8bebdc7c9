import type { Command } from './commands';
import type { EditorState } from '../state/state';
import { isEmptyDraft } from '../state/selectors';
import { stepBack, stepForth } from './steps';
import type { Tool } from '../state/tools';
import { TOOLS } from '../state/tools';

/** The parts of a KeyboardEvent that shortcuts look at. */
export interface KeyPress {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The file that nobody has chosen anything for. */
const AS_IT_CAME = { format: 'original', place: false, quality: null, recipe: false } as const;

/** Tools by the place of their letters on the keyboard. */
const TOOL_KEYS = new Map<string, Tool>(
  TOOLS.flatMap(({ name, keys }) => keys.map((letter) => [`Key${letter}`, name] as const)),
);

/**
 * What a key asks for, or null. Keys are matched by their place on the keyboard (`code`), so that
 * they also work while the Korean layout is on. Single letters act only outside text fields, and
 * not at all when the person has turned them off (WCAG 2.1.4).
 */
export function commandFor(press: KeyPress, state: EditorState, inText: boolean): Command | null {
  if (press.code === 'Escape' && press.shiftKey) {
    return { kind: 'focus-chat' };
  }
  if (press.ctrlKey || press.metaKey) {
    return press.altKey ? null : withModifier(press, state, inText);
  }
  if (inText || press.altKey) {
    return null;
  }
  if (press.code === 'Escape') {
    return escaped(state);
  }
  return state.preferences.letterShortcuts ? singleKey(press, state) : null;
}

function withModifier(press: KeyPress, state: EditorState, inText: boolean): Command | null {
  if (press.code === 'Slash') {
    return { kind: 'dialog', dialog: { kind: 'shortcuts' } };
  }
  if (state.session === null) {
    return null;
  }
  switch (press.code) {
    case 'KeyZ':
      return inText ? null : press.shiftKey ? stepForth(state) : stepBack(state);
    case 'KeyY':
      return inText ? null : stepForth(state);
    case 'KeyS':
      return { kind: 'download', file: AS_IT_CAME };
    case 'KeyC':
      return inText || press.shiftKey ? null : { kind: 'copy-result' };
    case 'Digit0':
    case 'Numpad0':
      return { kind: 'zoom', to: 'fit' };
    case 'Digit1':
    case 'Numpad1':
      return { kind: 'zoom', to: 'actual' };
    case 'Equal':
    case 'NumpadAdd':
      return { kind: 'zoom', to: 'in' };
    case 'Minus':
    case 'NumpadSubtract':
      return { kind: 'zoom', to: 'out' };
    default:
      return null;
  }
}

function escaped(state: EditorState): Command | null {
  if (state.notice !== null) {
    return { kind: 'dismiss-notice' };
  }
  if (state.view.split !== null) {
    return { kind: 'split', at: null };
  }
  if (state.view.viewing !== null) {
    return { kind: 'view-revision', number: null };
  }
  return isEmptyDraft(state.selection.draft) ? null : { kind: 'clear-selection' };
}

function singleKey(press: KeyPress, state: EditorState): Command | null {
  if (press.key === '?') {
    return { kind: 'dialog', dialog: { kind: 'shortcuts' } };
  }
  if (press.shiftKey && press.code === 'KeyV') {
    return { kind: 'invert' };
  }
  if (press.shiftKey && press.code === 'Digit1') {
    return { kind: 'zoom', to: 'fit' };
  }
  if (press.code === 'BracketLeft' || press.code === 'BracketRight') {
    const direction = press.code === 'BracketLeft' ? -1 : 1;
    return { kind: 'brush-step', direction, large: press.shiftKey };
  }
  if (press.shiftKey) {
    return null;
  }
  if (press.code === 'KeyX') {
    return { kind: 'toggle-label' };
  }
  if (press.code === 'Backslash' || press.code === 'IntlBackslash') {
    return state.session === null ? null : { kind: 'compare', on: true };
  }
  const tool = TOOL_KEYS.get(press.code);
  return tool === undefined ? null : { kind: 'tool', tool };
}

/** Whether a released key ends the comparing that it began. */
export function endsCompare(press: KeyPress): boolean {
  return press.code === 'Backslash' || press.code === 'IntlBackslash';
}
