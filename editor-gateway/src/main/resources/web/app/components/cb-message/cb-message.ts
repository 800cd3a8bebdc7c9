import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MessageView } from 'chatbrush-client';
import { asksWhere } from '../../state/asking';
import { revisionOf } from '../../state/selectors';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { messageStyles } from './cb-message.styles';
import { problemCard } from './problem-card';
import { resultCard } from './result-card';

/** One turn of the conversation: words, and the card of a result or a problem. Always plain text. */
@customElement('cb-message')
export class CbMessage extends EditorElement {
  static override styles = [baseStyles, messageStyles];

  @property({ attribute: false }) message!: MessageView;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('message')) {
      this.toggleAttribute('mine', this.message.role === 'user');
    }
  }

  override render(): TemplateResult {
    const { message } = this;
    const mine = message.role === 'user';
    const speaker = this.t(mine ? 'chat.you' : 'chat.assistant');
    // A problem's text only repeats what its card says in the person's language.
    const { problem } = message;
    const asks = problem !== null && asksWhere(problem);
    const text = asks ? this.t('chat.askSelection') : problem === null ? message.text : '';
    return html`
      <span class="hidden-text">${speaker}:</span>
      ${text === '' ? nothing : html`<div class="text ${mine ? 'mine' : 'theirs'}">${text}</div>`}
      ${this.card()}
    `;
  }

  private card(): TemplateResult | typeof nothing {
    const { message, state, language, t } = this;
    const emit = this.emit.bind(this);
    if (message.problem !== null) {
      if (asksWhere(message.problem)) {
        return nothing;
      }
      return problemCard(message, message.problem, state, language, t, emit);
    }
    const revision = message.revision === null ? null : revisionOf(state, message.revision);
    return revision === null ? nothing : resultCard(revision, state, language, t, emit);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-message': CbMessage;
  }
}
