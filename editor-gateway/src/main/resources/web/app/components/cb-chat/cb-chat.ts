import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property, query } from 'lit/decorators.js';
import { isBusy, isEmptyDraft } from '../../state/selectors';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import '../cb-composer/cb-composer';
import '../cb-message/cb-message';
import '../cb-plan/cb-plan';
import '../cb-progress/cb-progress';
import type { CbComposer } from '../cb-composer/cb-composer';
import { chatStyles } from './cb-chat.styles';
import { suggestionsFor } from './suggestions';

/** Pixels from the end at which the log still follows new messages. */
const NEAR_END = 80;

/** The conversation, suggestions, and the field. A sheet from below on narrow screens. */
@customElement('cb-chat')
export class CbChat extends EditorElement {
  static override styles = [baseStyles, chatStyles];

  private followsEnd = true;
  private scrolledTo = 0;
  /** Messages grow after they were rendered: pictures load, cards open. */
  private readonly growth = new ResizeObserver(() => this.follow());

  /** Only the field is shown (narrow screens). */
  @property({ type: Boolean, reflect: true }) folded = false;
  @query('.log') private log!: HTMLElement;
  @query('.lines') private lines!: HTMLElement;
  @query('cb-composer') private composer!: CbComposer;

  protected override firstUpdated(): void {
    this.growth.observe(this.lines);
    this.growth.observe(this.log);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.growth.disconnect();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('state')?.chat;
    const { edit } = this.state.chat;
    // Who sends wants to see what comes of it, wherever the log was scrolled to.
    if (edit !== null && edit.editId === null && before?.edit !== edit) {
      this.followsEnd = true;
    }
    this.follow();
  }

  override focus(): void {
    this.composer.focus();
  }

  /** Puts words into the field, to be changed or sent. */
  fill(text: string): void {
    this.folded = false;
    this.composer.fill(text);
  }

  override render(): TemplateResult {
    const { messages, edit } = this.state.chat;
    const heard = messages.some((message) => message.editId === edit?.editId);
    const pending = edit === null || (edit.editId !== null && heard) ? null : edit.text;
    return html`
      <button
        class="handle"
        aria-label=${this.t(this.folded ? 'chat.expand' : 'chat.collapse')}
        aria-expanded=${!this.folded}
        @click=${() => (this.folded = !this.folded)}
      >
        ${icon('chevron')}
      </button>
      <div
        class="log"
        role="log"
        tabindex="0"
        aria-label=${this.t('chat.log')}
        @scroll=${this.onScroll}
      >
        <div class="lines">
          ${messages.length === 0 && edit === null ? this.welcome() : nothing}
          ${repeat(
            messages,
            (message) => message.id,
            (message) => html`<cb-message .state=${this.state} .message=${message}></cb-message>`,
          )}
          ${pending === null ? nothing : this.pendingMessage(pending)}
          <cb-plan .state=${this.state}></cb-plan>
          ${edit === null ? nothing : html`<cb-progress .state=${this.state}></cb-progress>`}
        </div>
      </div>
      <div class="foot">
        ${this.queue()} ${this.suggestions()}
        <cb-composer .state=${this.state}></cb-composer>
      </div>
    `;
  }

  private welcome(): TemplateResult {
    return html`<div class="welcome">
      <p>${this.t('chat.welcome')}</p>
      <p>${this.t('chat.welcomeWhole')}</p>
    </div>`;
  }

  /** What has been said, until the gateway has accepted it. */
  private pendingMessage(text: string): TemplateResult {
    const message = {
      id: 'pending',
      role: 'user' as const,
      text,
      at: '',
      editId: null,
      revision: null,
      problem: null,
      question: false,
    };
    return html`<cb-message .state=${this.state} .message=${message}></cb-message>`;
  }

  /** What follows the running edit. */
  private queue(): TemplateResult | typeof nothing {
    const { queue } = this.state.chat;
    return queue.length === 0
      ? nothing
      : html`<ul class="queue" role="list">
          ${queue.map(
            (saying) =>
              html`<li>
                <span>${this.t('chat.queued', { text: saying.text })}</span>
                <button
                  class="icon-button"
                  aria-label=${this.t('chat.unqueue', { text: saying.text })}
                  @click=${() => this.emit({ kind: 'unqueue', saying })}
                >
                  ${icon('close')}
                </button>
              </li>`,
          )}
        </ul>`;
  }

  private suggestions(): TemplateResult | typeof nothing {
    const hasMask = !isEmptyDraft(this.state.selection.draft);
    const keys = suggestionsFor(this.state.tools, hasMask);
    if (keys.length === 0 || isBusy(this.state)) {
      return nothing;
    }
    return html`<div class="chips" role="group" aria-label=${this.t('chat.suggestions')}>
      ${keys.map(
        (key) =>
          html`<button class="chip" @click=${() => this.emit({ kind: 'fill', text: this.t(key) })}>
            ${this.t(key)}
          </button>`,
      )}
    </div>`;
  }

  private follow(): void {
    if (this.followsEnd) {
      this.log.scrollTop = Math.min(this.log.scrollHeight, this.beginningOfLast());
      this.scrolledTo = this.log.scrollTop;
    }
  }

  /** From where the last message is read, if it is higher than the log; what runs is at the end. */
  private beginningOfLast(): number {
    const { edit, proposal } = this.state.chat;
    const last = [...this.lines.querySelectorAll('cb-message')].pop();
    if (last === undefined || edit !== null || proposal !== null) {
      return Infinity;
    }
    return last.getBoundingClientRect().top - this.lines.getBoundingClientRect().top;
  }

  /** Only who scrolls up stops following; what comes in does not. */
  private onScroll(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.log;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    this.followsEnd = atEnd || (this.followsEnd && scrollTop >= this.scrolledTo);
    this.scrolledTo = scrollTop;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-chat': CbChat;
  }
}
