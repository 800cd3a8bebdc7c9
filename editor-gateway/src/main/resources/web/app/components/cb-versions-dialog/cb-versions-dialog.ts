import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { thumbnailUrl } from '../../api/image-url';
import type { RevisionView } from 'chatbrush-client';
import { sideBySide } from '../../state/selectors';
import { baseStyles } from '../shared/base.styles';
import { cssVars } from '../shared/css-vars';
import { DialogElement } from '../shared/dialog-element';
import { dialogStyles } from '../shared/dialog.styles';
import { versionTitle } from '../shared/version-title';
import { versionsDialogStyles } from './cb-versions-dialog.styles';

/** Longest side of a picture here, in its own pixels. */
const SIDE = 1024;

/** Up to three versions side by side, under the words that made them; one of them is taken. */
@customElement('cb-versions-dialog')
export class CbVersionsDialog extends DialogElement {
  static override styles = [baseStyles, dialogStyles, versionsDialogStyles];

  override render(): TemplateResult {
    const versions = sideBySide(this.state);
    return this.sheet(
      'versions.title',
      html`<ul class="versions" role="list" ${cssVars({ '--count': String(versions.length) })}>
        ${versions.map((revision) => html`<li>${this.version(revision)}</li>`)}
      </ul>`,
    );
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
