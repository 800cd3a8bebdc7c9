import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { pictureIn } from '../../control/picture-file';
import { freePictures } from '../../state/added-pictures';
import { isBusy, isEmptyDraft, looksAtPictures, sentTexts } from '../../state/selectors';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import './cb-added-pictures';
import { composerStyles } from './cb-composer.styles';

/** Longest message that the gateway takes. */
const MAX_LENGTH = 2000;
const MAX_HEIGHT = 160;

/**
 * The field in which one says what should happen. Enter sends, but never the Enter that ends the
 * composition of a syllable (Korean, Japanese, Chinese input); Shift+Enter begins a new line;
 * ArrowUp in an empty field recalls; Escape stops the running edit.
 */
@customElement('cb-composer')
export class CbComposer extends EditorElement {
  static override styles = [baseStyles, composerStyles];

  /** How far back ArrowUp has gone; 0 = the text is the person's own. */
  private recalled = 0;

  @query('textarea') private field!: HTMLTextAreaElement;
  @state() private text = '';

  override render(): TemplateResult {
    const busy = isBusy(this.state);
    const { planFirst } = this.state.preferences;
    return html`
      <div class="field" @drop=${this.onDrop}>
        <textarea
          rows="1"
          maxlength=${MAX_LENGTH}
          aria-label=${this.t('chat.input')}
          aria-describedby="help"
          placeholder=${this.placeholder}
          .value=${this.text}
          enterkeyhint="send"
          autocomplete="off"
          @input=${this.onInput}
          @keydown=${this.onKey}
        ></textarea>
        <cb-added-pictures .state=${this.state}></cb-added-pictures>
        <button
          class="round plain"
          id="plan-first"
          aria-label=${this.t('plan.first')}
          title=${this.t('plan.first')}
          aria-pressed=${planFirst}
          @click=${() => this.emit({ kind: 'preferences', change: { planFirst: !planFirst } })}
        >
          ${icon('plan')}
        </button>
        ${busy && this.text.trim() === '' ? this.stopButton() : this.sendButton()}
      </div>
      <p class="help" id="help">${this.t('chat.help')}</p>
    `;
  }

  override focus(): void {
    this.field.focus();
  }

  /** Words to be changed or sent, with the caret behind them. */
  fill(text: string): void {
    this.setText(text);
    this.field.focus();
    this.field.setSelectionRange(text.length, text.length);
  }

  private get placeholder(): string {
    const { session, selection, view } = this.state;
    if (view.viewing !== null && view.viewing !== session?.head) {
      return this.t('chat.placeholderVersion', { number: view.viewing });
    }
    if (freePictures(this.state).length > 0) {
      return this.t('chat.placeholderPicture');
    }
    const selected = !isEmptyDraft(selection.draft);
    return this.t(selected ? 'chat.placeholderSelected' : 'chat.placeholder');
  }

  private sendButton(): TemplateResult {
    return html`<button
      class="round"
      id="send"
      aria-label=${this.t('chat.send')}
      title=${this.t('chat.send')}
      ?disabled=${this.text.trim() === ''}
      @click=${this.send}
    >
      ${icon('send')}
    </button>`;
  }

  private stopButton(): TemplateResult {
    return html`<button
      class="round"
      id="stop"
      aria-label=${this.t('chat.stop')}
      title="${this.t('chat.stop')} (Esc)"
      ?disabled=${this.state.chat.edit?.stopping ?? false}
      @click=${() => this.emit({ kind: 'stop' })}
    >
      ${icon('stop')}
    </button>`;
  }

  /** What is dropped elsewhere on the page is opened. */
  private onDrop(event: DragEvent): void {
    const file = pictureIn(event.dataTransfer);
    if (file !== null && looksAtPictures(this.state)) {
      event.preventDefault();
      this.emit({ kind: 'add-picture', file });
    }
  }

  private onInput(): void {
    this.text = this.field.value;
    this.recalled = 0;
    this.resize();
  }

  private onKey(event: KeyboardEvent): void {
    // 229: browsers that report the key of a composition without saying that it is one.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells them
    if (event.isComposing || event.keyCode === 229) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === 'Escape' && !event.shiftKey && isBusy(this.state)) {
      event.preventDefault();
      event.stopPropagation();
      this.emit({ kind: 'stop' });
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      this.recall(event);
    }
  }

  private recall(event: KeyboardEvent): void {
    const texts = sentTexts(this.state);
    const next = this.recalled + (event.key === 'ArrowUp' ? 1 : -1);
    const browsing = this.recalled > 0 || (event.key === 'ArrowUp' && this.text === '');
    if (!browsing || next < 0 || next > texts.length) {
      return;
    }
    event.preventDefault();
    this.recalled = next;
    this.setText(texts[texts.length - next] ?? '');
  }

  private send(): void {
    if (this.text.trim() === '') {
      return;
    }
    this.emit({ kind: 'send', text: this.text });
    this.recalled = 0;
    this.setText('');
  }

  private setText(text: string): void {
    this.text = text;
    // At once, since the field's height is taken from it.
    this.field.value = text;
    this.resize();
  }

  private resize(): void {
    const { style } = this.field;
    style.height = '36px';
    style.height = `${Math.min(this.field.scrollHeight, MAX_HEIGHT)}px`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-composer': CbComposer;
  }
}
