import type { TextKey } from '../../i18n/en';
import { TOOLS } from '../../state/tools';

/** Keys in brackets are texts to translate; MOD is Ctrl or Cmd; the rest stands on the keyboard. */
export interface ShortcutGroup {
  readonly title: TextKey;
  readonly rows: readonly Row[];
}

type Row = readonly [action: TextKey, keys: readonly string[]];

export const MOD = 'MOD';

function toolRow({ name, keys }: (typeof TOOLS)[number]): Row {
  const held = name === 'hand' ? ['keys.space'] : [];
  const either = [...keys, ...held].flatMap((key, at) => (at === 0 ? [key] : ['/', key]));
  return [`tool.${name}`, either];
}

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'keys.tools',
    rows: [...TOOLS.map(toolRow), ['keys.brushSize', ['[', ']']], ['keys.switch', ['X']]],
  },
  {
    title: 'keys.selection',
    rows: [
      ['keys.include', ['keys.click']],
      ['keys.exclude', ['keys.rightClick', '/', 'Shift', 'keys.click', '/', 'Alt', 'keys.click']],
      ['keys.place', ['←', '↑', '→', '↓', 'Enter']],
      ['keys.joins', ['Shift', '/', 'Alt', '/', 'Shift', 'Alt']],
      ['keys.invert', ['Shift', 'V']],
      ['keys.clear', ['Esc']],
    ],
  },
  {
    title: 'keys.view',
    rows: [
      ['keys.zoom', [MOD, '+', '−', '/', 'keys.wheel']],
      ['keys.fit', [MOD, '0', '/', 'Shift', '1']],
      ['keys.actual', [MOD, '1']],
      ['keys.pan', ['keys.space', 'keys.drag']],
      ['keys.compare', ['\\']],
      ['keys.sheet', ['?', '/', MOD, '/ ']],
    ],
  },
  {
    title: 'keys.edit',
    rows: [
      ['keys.undo', [MOD, 'Z']],
      ['keys.redo', [MOD, 'Shift', 'Z', '/', MOD, 'Y']],
      ['keys.focusChat', ['Shift', 'Esc']],
      ['keys.send', ['Enter', '/', 'Shift', 'Enter']],
      ['keys.recall', ['↑']],
      ['keys.stop', ['Esc']],
      ['keys.download', [MOD, 'S']],
      ['keys.copy', [MOD, 'C']],
      ['keys.paste', [MOD, 'V']],
    ],
  },
];
