import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import type { TextKey } from '../../i18n/en';
import { EditorElement } from './editor-element';
import { icon } from './icon';

/** A sheet over the page, shown as soon as it is there; closing it tells the state. */
export abstract class DialogElement extends EditorElement {
  @query('dialog') protected dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  /** With a heading and a button that closes it. */
  protected sheet(title: TextKey, content: TemplateResult): TemplateResult {
    const close = html`<button
      class="icon-button"
      aria-label=${this.t('keys.close')}
      @click=${() => this.dialog.close()}
    >
      ${icon('close')}
    </button>`;
    return this.frame(
      false,
      html`<div class="head">
          <h2 id="title">${this.t(title)}</h2>
          ${close}
        </div>
        ${content}`,
    );
  }

  /** A question: whatever closes it has answered it with no. */
  protected question(title: TextKey, text: string, buttons: TemplateResult): TemplateResult {
    return this.frame(
      true,
      html`<h2 id="title">${this.t(title)}</h2>
        <p id="text">${text}</p>
        <div class="buttons">${buttons}</div>`,
    );
  }

  private frame(asks: boolean, content: TemplateResult): TemplateResult {
    return html`<dialog
      class=${asks ? 'small' : ''}
      aria-labelledby="title"
      aria-describedby=${asks ? 'text' : nothing}
      @close=${() => this.emit({ kind: 'dialog', dialog: null })}
    >
      <div class="body">${content}</div>
    </dialog>`;
  }
}
