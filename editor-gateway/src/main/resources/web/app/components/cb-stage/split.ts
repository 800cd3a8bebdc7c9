import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Command } from '../../control/commands';
import { clamp } from '../../geometry/points';
import type { Viewport } from '../../geometry/viewport';
import type { Translate } from '../../i18n/translate';
import { shownRevision } from '../../state/selectors';
import type { EditorState } from '../../state/state';
import { cssVars } from '../shared/css-vars';
import { icon } from '../shared/icon';

/** Share of the picture by which an arrow key moves the line. */
const STEP = 0.02;

/** The line between the picture before and after, to be dragged or moved by arrow keys. */
export function splitTemplate(
  state: EditorState,
  t: Translate,
  viewport: Viewport,
  emit: (command: Command) => void,
): TemplateResult | typeof nothing {
  const { split } = state.view;
  const shown = shownRevision(state);
  if (split === null || shown === null) {
    return nothing;
  }
  const width = shown.width * viewport.scale;
  const percent = Math.round(split * 100);
  const move = (event: PointerEvent): void => {
    const handle = event.currentTarget as HTMLElement;
    const stage = handle.offsetParent?.getBoundingClientRect();
    if (handle.hasPointerCapture(event.pointerId) && stage !== undefined) {
      const at = (event.clientX - stage.left - viewport.offsetX) / width;
      emit({ kind: 'split', at: clamp(at, 0, 1) });
    }
  };
  return html`<div
    class="split"
    role="slider"
    tabindex="0"
    aria-label=${t('compare.slider')}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${percent}
    aria-valuetext=${t('compare.position', { percent })}
    @pointerdown=${(event: PointerEvent) =>
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)}
    @pointermove=${move}
    @keydown=${(event: KeyboardEvent) => onKey(event, split, emit)}
    ${cssVars({ '--split-x': `${viewport.offsetX + width * split}px` })}
  >
    <span>${icon('compare')}</span>
  </div>`;
}

function onKey(event: KeyboardEvent, split: number, emit: (command: Command) => void): void {
  const by = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP }[event.key];
  if (by !== undefined) {
    event.preventDefault();
    emit({ kind: 'split', at: clamp(split + by * (event.shiftKey ? 5 : 1), 0, 1) });
  } else if (event.key === 'Escape') {
    event.preventDefault();
    emit({ kind: 'split', at: null });
  }
}
