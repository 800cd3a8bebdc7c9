import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { ToolView } from 'chatbrush-client';
import { pictureIn } from '../../control/picture-file';
import { freePictures } from '../../state/added-pictures';
import { isBusy, isEmptyDraft, looksAtPictures, sentTexts } from '../../state/selectors';
import { isSet } from '../../state/tool-settings';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import '../cb-options/cb-options';
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
  /** The panel of options is open. */
  @state() private settling = false;

  override render(): TemplateResult {
    const busy = isBusy(this.state);
    const { planFirst, toolOptions } = this.state.preferences;
    const isSettled = planFirst || isSet(toolOptions);
    return html`
      ${
        this.settling
          ? html`<cb-options
              id="panel"
              role="group"
              aria-label=${this.t('options.title')}
              .state=${this.state}
              @keydown=${this.onPanelKey}
            ></cb-options>`
          : nothing
      }
      ${this.meantTool()}
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
          class="round plain ${isSettled ? 'settled' : ''}"
          id="options"
          aria-label=${this.t('options.title')}
          title=${this.t('options.title')}
          aria-expanded=${this.settling}
          aria-controls="panel"
          @click=${() => (this.settling = !this.settling)}
          @keydown=${this.onPanelKey}
        >
          ${icon('options')}
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

  private get tool(): ToolView | undefined {
    return this.state.tools.find(({ tool }) => tool === this.state.view.useTool);
  }

  /** What would be said: a tool that needs no words is named by its title. */
  private get words(): string {
    const { tool } = this;
    const title = tool?.prompt === 'none' ? this.localized(tool.title) : '';
    return this.text.trim() === '' ? title : this.text;
  }

  /** The tool that is meant whatever is said, to be taken off again. */
  private meantTool(): TemplateResult | typeof nothing {
    const { tool } = this;
    return tool === undefined
      ? nothing
      : html`<button
          class="chip meant"
          title=${this.t('options.leave')}
          @click=${() => this.emit({ kind: 'use-tool', tool: null })}
        >
          ${this.localized(tool.title)}
          <span class="hidden-text">– ${this.t('options.leave')}</span>${icon('close')}
        </button>`;
  }

  private get placeholder(): string {
    const { session, selection, view } = this.state;
    if (view.viewing !== null && view.viewing !== session?.head) {
      return this.t('chat.placeholderVersion', { number: view.viewing });
    }
    if (freePictures(this.state.chat).length > 0) {
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
      ?disabled=${this.words === ''}
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

  private onPanelKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.settling) {
      event.stopPropagation();
      this.settling = false;
      this.focus();
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
    // While an edit runs the tool alone is no new wish: the button there is Stop.
    const again = isBusy(this.state) && this.text.trim() === '';
    if (this.words === '' || again) {
      return;
    }
    this.emit({ kind: 'send', text: this.words, tool: this.tool?.tool });
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
    style.height = '';
    style.height = `${Math.min(this.field.scrollHeight, MAX_HEIGHT)}px`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-composer': CbComposer;
  }
}
