import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles';
import { dialogStyles } from '../shared/dialog.styles';
import { EditorElement } from '../shared/editor-element';

/** Asks before another picture takes the place of one that has been edited. */
@customElement('cb-replace-dialog')
export class CbReplaceDialog extends EditorElement {
  static override styles = [baseStyles, dialogStyles];

  @property({ attribute: false }) file!: File;
  @query('dialog') private dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const count = this.state.session?.revisions.length ?? 0;
    return html`<dialog
      class="small"
      aria-labelledby="title"
      aria-describedby="text"
      @close=${() => this.emit({ kind: 'dialog', dialog: null })}
    >
      <div class="body">
        <h2 id="title">${this.t('replace.title')}</h2>
        <p id="text">${this.t('replace.text', { name: this.file.name, count })}</p>
        <div class="buttons">
          <button class="quiet" @click=${() => this.dialog.close()}>
            ${this.t('replace.cancel')}
          </button>
          <button
            class="primary"
            @click=${() => this.emit({ kind: 'open-file', file: this.file, confirmed: true })}
          >
            ${this.t('replace.open')}
          </button>
        </div>
      </div>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-replace-dialog': CbReplaceDialog;
  }
}
