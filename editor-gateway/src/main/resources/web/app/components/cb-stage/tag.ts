import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Command } from '../../control/commands';
import type { Translate } from '../../i18n/translate';
import { headRevision, isBusy } from '../../state/selectors';
import type { EditorState } from '../../state/state';

const REFERENCES = ['original', 'previous'] as const;

/** Says which picture is shown when it is not the current one, and what it is compared with. */
export function tagTemplate(
  state: EditorState,
  t: Translate,
  emit: (command: Command) => void,
): TemplateResult | typeof nothing {
  const { session, view } = state;
  const number = view.viewing;
  if (session === null || headRevision(state) === null) {
    return nothing;
  }
  if (view.comparing) {
    return html`<div class="tag">${t(`compare.${view.reference}`)}</div>`;
  }
  if (view.split !== null) {
    return html`<div class="tag" role="group" aria-label=${t('compare.with')}>
      ${REFERENCES.map(
        (reference) =>
          html`<button
            data-reference=${reference}
            aria-pressed=${view.reference === reference}
            @click=${() => emit({ kind: 'reference', reference })}
          >
            ${t(`compare.${reference}`)}
          </button>`,
      )}
      <button @click=${() => emit({ kind: 'split', at: null })}>${t('compare.close')}</button>
    </div>`;
  }
  if (number === null) {
    return nothing;
  }
  return html`<div class="tag">
    <span>${t('stage.viewing', { number })}</span>
    ${
      number !== session.head && !isBusy(state)
        ? html`<button @click=${() => emit({ kind: 'return-to', number })}>
            ${t('stage.returnTo')}
          </button>`
        : nothing
    }
    <button @click=${() => emit({ kind: 'view-revision', number: null })}>
      ${t('stage.backToCurrent')}
    </button>
  </div>`;
}
