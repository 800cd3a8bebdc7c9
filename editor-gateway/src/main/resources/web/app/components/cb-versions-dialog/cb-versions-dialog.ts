import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { thumbnailUrl } from '../../api/image-url';
import type { RevisionView } from '../../api/types';
import { sideBySide } from '../../state/selectors';
import { baseStyles } from '../shared/base.styles';
import { cssVars } from '../shared/css-vars';
import { dialogStyles } from '../shared/dialog.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import { versionTitle } from '../shared/version-title';
import { versionsDialogStyles } from './cb-versions-dialog.styles';

/** Longest side of a picture here, in its own pixels. */
const SIDE = 1024;

/** Up to three versions side by side, under the words that made them; one of them is taken. */
@customElement('cb-versions-dialog')
export class CbVersionsDialog extends EditorElement {
  static override styles = [baseStyles, dialogStyles, versionsDialogStyles];

  @query('dialog') private dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const versions = sideBySide(this.state);
    return html`<dialog
      aria-labelledby="title"
      @close=${() => this.emit({ kind: 'dialog', dialog: null })}
    >
      <div class="body">
        <div class="head">
          <h2 id="title">${this.t('versions.title')}</h2>
          <button
            class="icon-button"
            aria-label=${this.t('keys.close')}
            @click=${() => this.dialog.close()}
          >
            ${icon('close')}
          </button>
        </div>
        <ul class="versions" role="list" ${cssVars({ '--count': String(versions.length) })}>
          ${versions.map((revision) => html`<li>${this.version(revision)}</li>`)}
        </ul>
      </div>
    </dialog>`;
  }

  private version(revision: RevisionView): TemplateResult {
    const { number } = revision;
    const title = versionTitle(revision, this.language, this.t);
    const isHead = number === this.state.session?.head;
    return html`<figure>
      <img
        src=${thumbnailUrl(revision, SIDE)}
        alt=""
        ${cssVars({ '--shape': `${revision.width} / ${revision.height}` })}
      />
      <figcaption>
        ${title}
        <small>
          ${this.t('result.version', { number })}
          ${isHead ? html` · ${this.t('versions.current')}` : nothing}
        </small>
      </figcaption>
      ${
        isHead
          ? nothing
          : html`<button
              class="quiet"
              data-use=${number}
              aria-label="${this.t('versions.use')}: ${this.t('result.version', { number })}"
              @click=${() => this.use(number)}
            >
              ${this.t('versions.use')}
            </button>`
      }
    </figure>`;
  }

  private use(number: number): void {
    this.dialog.close();
    this.emit({ kind: 'return-to', number });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-versions-dialog': CbVersionsDialog;
  }
}
