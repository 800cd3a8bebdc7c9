import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Join } from 'chatbrush-client';
import type { Command } from '../../control/commands';
import type { Translate } from '../../i18n/translate';
import type { EditorState } from '../../state/state';
import { icon } from '../shared/icon';
import type { IconName } from '../shared/icon';

const ICONS: Readonly<Record<Join, IconName>> = {
  add: 'joinAdd',
  subtract: 'joinSubtract',
  intersect: 'joinIntersect',
};
const JOINS: readonly Join[] = ['add', 'subtract', 'intersect'];

/** How the next thing joins what is selected; pressed again, clicks go on with the same thing. */
export function joinTemplate(
  state: EditorState,
  t: Translate,
  emit: (command: Command) => void,
): TemplateResult {
  return html`<div class="group" role="group" aria-label=${t('join.label')}>
    ${JOINS.map(
      (join) =>
        html`<button
          class="icon-button"
          data-join=${join}
          aria-label=${t(`join.${join}`)}
          title=${t(`join.${join}`)}
          aria-pressed=${state.view.join === join}
          @click=${() => emit({ kind: 'join', join })}
        >
          ${icon(ICONS[join])}
        </button>`,
    )}
  </div>`;
}
