import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { MessageView, Problem } from 'chatbrush-client';
import type { Command } from '../../control/commands';
import { problemWords, titleIn } from '../../i18n/translate';
import type { Translate } from '../../i18n/translate';
import { passes } from '../../state/asking';
import { isBusy } from '../../state/selectors';
import type { EditorState, Language } from '../../state/state';
import { icon } from '../shared/icon';

/** A problem that is told together with what can be done. */
const UNKNOWN = 'LOOK_UNKNOWN';
/** A problem whose reason is the server's own sentence. */
const REFUSED = 'EDIT_REFUSED';

/** What went wrong, why, what to do, and Retry with the same words where that can help. */
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
      ${problem.code === UNKNOWN ? html`<p>${possible(state, language, t)}</p>` : nothing}
      ${passes(problem) && state.chat.failed?.saying.text === said?.text ? html`<p>${t('problem.again')}</p>` : nothing}
      <code>${problem.code}</code>
      ${
        said === undefined || message.editId === null || !problem.retryable
          ? nothing
          : html`<div class="actions">
              <button
                class="small retry"
                ?disabled=${isBusy(state)}
                @click=${() => emit({ kind: 'retry', editId: message.editId ?? '' })}
              >
                ${icon('reset')}${t('problem.retry')}
              </button>
            </div>`
      }
    </div>
    ${
      detail === '' && !traceId
        ? nothing
        : html`<details ?open=${problem.code === REFUSED}>
            <summary>${t('problem.details')}</summary>
            <p>${detail}</p>
            ${traceId ? html`<p><code>${t('problem.trace', { id: traceId })}</code></p>` : nothing}
          </details>`
    }
  </div>`;
}

/** The tools by their titles, in the person's language. */
function possible(state: EditorState, language: Language, t: Translate): string {
  const list = state.tools.map((tool) => titleIn(language, tool.title)).join(', ');
  return t('problem.possible', { list });
}
