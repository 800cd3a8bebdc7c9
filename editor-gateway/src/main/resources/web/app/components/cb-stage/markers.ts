import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Command } from '../../control/commands';
import { imagePoint } from '../../geometry/points';
import type { ViewPoint } from '../../geometry/points';
import { toView } from '../../geometry/viewport';
import type { Viewport } from '../../geometry/viewport';
import type { Translate } from '../../i18n/translate';
import { placedPoints } from '../../state/parts';
import type { PlacedPoint } from '../../state/parts';
import { headRevision } from '../../state/selectors';
import type { EditorState } from '../../state/state';
import { cssVars } from '../shared/css-vars';
import { known } from '../shared/known';
import type { LiveDrawing } from './live-drawing';

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where the drawn points are on the screen; one that is being moved is where it is by now. */
export function markerPlaces(
  state: EditorState,
  viewport: Viewport,
  live: LiveDrawing,
): readonly ViewPoint[] {
  return placedPoints(state.selection.draft).map((point, index) => {
    const moving = live?.kind === 'marker' && live.index === index ? live.at : null;
    return toView(viewport, moving ?? imagePoint(point.x, point.y));
  });
}

/**
 * The drawn points as numbered badges. The mouse reaches them through the stage's gestures, the
 * keyboard as buttons.
 */
export function markerTemplates(
  state: EditorState,
  t: Translate,
  markers: readonly ViewPoint[],
  emit: (command: Command) => void,
): TemplateResult {
  return html`<ol class="markers">
    ${placedPoints(state.selection.draft).map((point, index) => {
      const [x, y] = known(markers[index], `marker ${index}`);
      const label = t(point.takes ? 'label.exclude' : 'label.include');
      return html`<li>
        <button
          class="marker ${point.takes ? 'exclude' : 'include'}"
          aria-label=${t('stage.point', { number: index + 1, label })}
          @click=${() => emit({ kind: 'remove-point', index })}
          @keydown=${(event: KeyboardEvent) => onKey(event, state, point, index, emit)}
          ${cssVars({ '--x': `${x}px`, '--y': `${y}px` })}
        >
          <span>${point.takes ? '−' : '+'}${index + 1}</span>
        </button>
      </li>`;
    })}
  </ol>`;
}

function onKey(
  event: KeyboardEvent,
  state: EditorState,
  point: PlacedPoint,
  index: number,
  emit: (command: Command) => void,
): void {
  if (event.key === 'Delete' || event.key === 'Backspace') {
    event.preventDefault();
    emit({ kind: 'remove-point', index });
    return;
  }
  const arrow = ARROWS[event.key];
  if (arrow === undefined) {
    return;
  }
  event.preventDefault();
  const step = event.shiftKey ? 10 : 1;
  const { width, height } = known(headRevision(state), 'the head');
  const x = Math.min(Math.max(point.x + arrow[0] * step, 0), width);
  const y = Math.min(Math.max(point.y + arrow[1] * step, 0), height);
  emit({ kind: 'move-point', index, x, y });
}
