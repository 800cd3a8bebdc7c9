import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { MessageView, Problem } from '../../api/types';
import type { Command } from '../../control/commands';
import { problemWords } from '../../i18n/translate';
import type { Translate } from '../../i18n/translate';
import { isBusy } from '../../state/selectors';
import type { EditorState, Language } from '../../state/state';
import { icon } from '../shared/icon';

/** Problems whose sentence lists what can be said instead. */
const TELLS_WHAT_IS_POSSIBLE: readonly string[] = ['LOOK_UNKNOWN', 'EDIT_REFUSED'];

/** What went wrong, why, what to do, and Retry with the same words. */
export function problemCard(
  message: MessageView,
  problem: Problem,
  state: EditorState,
  language: Language,
  t: Translate,
  emit: (command: Command) => void,
): TemplateResult {
  const { cause, advice, detail } = problemWords(language, problem);
  const said = state.chat.messages.find(
    (other) => other.role === 'user' && other.editId === message.editId,
  );
  const { traceId } = problem;
  return html`<div class="card problem" role="group" aria-label=${cause}>
    <div class="about">
      <strong>${icon('warning')}<span>${cause}</span></strong>
      ${advice === '' ? nothing : html`<p>${advice}</p>`}
      <code>${problem.code}</code>
      ${
        said === undefined
          ? nothing
          : html`<div class="actions">
              <button
                class="small retry"
                ?disabled=${isBusy(state)}
                @click=${() => emit({ kind: 'send', text: said.text })}
              >
                ${icon('reset')}${t('problem.retry')}
              </button>
            </div>`
      }
    </div>
    ${
      detail === '' && !traceId
        ? nothing
        : html`<details ?open=${TELLS_WHAT_IS_POSSIBLE.includes(problem.code)}>
            <summary>${t('problem.details')}</summary>
            <p>${detail}</p>
            ${traceId ? html`<p><code>${t('problem.trace', { id: traceId })}</code></p>` : nothing}
          </details>`
    }
  </div>`;
}
