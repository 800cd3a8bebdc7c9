import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles';
import { DialogElement } from '../shared/dialog-element';
import { dialogStyles } from '../shared/dialog.styles';

/** Asks before another picture takes the place of one that has been edited. */
@customElement('cb-replace-dialog')
export class CbReplaceDialog extends DialogElement {
  static override styles = [baseStyles, dialogStyles];

  @property({ attribute: false }) file!: File;

  override render(): TemplateResult {
    const count = this.state.session?.revisions.length ?? 0;
    return this.question(
      'replace.title',
      this.t('replace.text', { name: this.file.name, count }),
      html`<button class="quiet" @click=${() => this.dialog.close()}>
          ${this.t('replace.cancel')}
        </button>
        <button
          class="primary"
          @click=${() => this.emit({ kind: 'open-file', file: this.file, confirmed: true })}
        >
          ${this.t('replace.open')}
        </button>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-replace-dialog': CbReplaceDialog;
  }
}
