import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Choice } from 'chatbrush-client';
import type { Command } from '../../control/commands';
import { imagePoint } from '../../geometry/points';
import { toView } from '../../geometry/viewport';
import type { Viewport } from '../../geometry/viewport';
import type { Translate } from '../../i18n/translate';
import { cssVars } from '../shared/css-vars';

/** The things that a question asks to choose from, each a box with its number as a button. */
export function findTemplates(
  choice: Choice | null,
  t: Translate,
  viewport: Viewport,
  emit: (command: Command) => void,
): TemplateResult | typeof nothing {
  if (choice === null) {
    return nothing;
  }
  const { name } = choice;
  return html`<ol class="finds">
    ${choice.finds.map(({ number, x0, y0, x1, y1 }) => {
      const [left, top] = toView(viewport, imagePoint(x0, y0));
      const [right, bottom] = toView(viewport, imagePoint(x1, y1));
      const place = {
        '--x': `${left}px`,
        '--y': `${top}px`,
        '--w': `${right - left}px`,
        '--h': `${bottom - top}px`,
      };
      return html`<li ${cssVars(place)}>
        <button
          aria-label=${t('stage.find', { number, name })}
          @click=${() => emit({ kind: 'find', name, number })}
        >
          ${number}
        </button>
      </li>`;
    })}
  </ol>`;
}
