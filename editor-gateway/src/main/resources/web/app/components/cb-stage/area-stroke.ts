import type { Join, StrokeInput } from 'chatbrush-client';
import type { Corner } from '../../geometry/area';
import { outsideOf } from '../../geometry/area';
import type { PressModifiers } from '../../geometry/gesture';
import type { Size } from '../../geometry/points';
import type { EditorState } from '../../state/state';

/** Shift adds, Alt takes away, both keep what is in both; else what is chosen. */
export function joinOf(
  { shiftKey, altKey, button }: PressModifiers,
  { join, label }: Pick<EditorState['view'], 'join' | 'label'>,
): Join {
  if (shiftKey && altKey) {
    return 'intersect';
  }
  if (altKey || button === 2) {
    return 'subtract';
  }
  return shiftKey ? 'add' : (join ?? (label === 'exclude' ? 'subtract' : 'add'));
}

/** What is kept is told as what is taken away around it. */
export function areaStroke(line: readonly Corner[], how: Join, image: Size): StrokeInput {
  const points = how === 'intersect' ? outsideOf(line, image) : line;
  return { points, radius: 1, erase: how !== 'add', fill: true };
}
