import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Download } from '../../api/types';
import { shownRevision } from '../../state/selectors';
import type { TextKey } from '../../i18n/en';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import { topbarStyles } from './cb-topbar.styles';
import { downloadMenuStyles } from './download-menu.styles';

type Format = Download['format'];

const FORMATS: readonly Format[] = ['original', 'png', 'jpeg', 'webp'];
const KEYS = {
  original: 'bar.downloadOriginal',
  png: 'bar.downloadPng',
  jpeg: 'bar.downloadJpeg',
  webp: 'bar.downloadWebp',
} as const;
const QUALITIES = { small: 75, usual: null, best: 100 } as const;
type Quality = keyof typeof QUALITIES;

/** The download button with its menu of formats and of what to tell (WAI-ARIA menu button). */
@customElement('cb-download-menu')
export class CbDownloadMenu extends EditorElement {
  static override styles = [baseStyles, topbarStyles, downloadMenuStyles];

  @state() private open = false;
  @state() private place = false;
  @state() private recipe = false;
  @state() private quality: Quality = 'usual';
  @query('#download') private trigger!: HTMLButtonElement;
  @query('.items') private items!: HTMLElement | null;

  override render(): TemplateResult {
    return html`<div class="menu" @focusout=${this.onFocusOut} @keydown=${this.onKey}>
      <button
        id="download"
        class="primary"
        aria-label=${this.t('bar.download')}
        aria-haspopup="menu"
        aria-expanded=${this.open}
        @click=${this.toggle}
      >
        ${icon('download')}<span>${this.t('bar.download')}</span>
      </button>
      ${
        this.open
          ? html`<div class="items" role="menu" aria-label=${this.t('bar.download')}>
              ${FORMATS.map(
                (format) =>
                  html`<button
                    role="menuitem"
                    data-format=${format}
                    @click=${() => this.choose(format)}
                  >
                    ${this.t(this.keyOf(format))}
                  </button>`,
              )}
              ${this.qualities()}
              ${this.switch('place', this.place, () => (this.place = !this.place))}
              ${this.switch('recipe', this.recipe, () => (this.recipe = !this.recipe))}
            </div>`
          : nothing
      }
    </div>`;
  }

  private qualities(): TemplateResult {
    return html`<div role="group" aria-label=${this.t('bar.downloadQuality')}>
      <small aria-hidden="true">${this.t('bar.downloadQuality')}</small>
      ${(Object.keys(QUALITIES) as Quality[]).map(
        (quality) =>
          html`<button
            role="menuitemradio"
            data-quality=${quality}
            aria-checked=${this.quality === quality}
            @click=${() => (this.quality = quality)}
          >
            ${this.quality === quality ? '✓ ' : ''}${this.t(`quality.${quality}`)}
          </button>`,
      )}
    </div>`;
  }

  private switch(name: 'place' | 'recipe', on: boolean, turn: () => void): TemplateResult {
    return html`<button id=${name} role="menuitemcheckbox" aria-checked=${on} @click=${turn}>
      ${on ? '✓ ' : ''}${this.t(`keep.${name}`)}
    </button>`;
  }

  /** JPEG knows no transparency, and says so before it costs anybody theirs. */
  private keyOf(format: Format): TextKey {
    const transparent = shownRevision(this.state)?.transparent ?? false;
    return transparent && format === 'jpeg' ? 'bar.downloadJpegWhite' : KEYS[format];
  }

  private async toggle(): Promise<void> {
    this.open = !this.open;
    await this.updateComplete;
    this.items?.querySelector('button')?.focus();
  }

  private choose(format: Format): void {
    this.close();
    const { place, recipe } = this;
    const quality = QUALITIES[this.quality];
    this.emit({ kind: 'download', file: { format, place, quality, recipe } });
  }

  private close(): void {
    this.open = false;
    this.trigger.focus();
  }

  private onFocusOut(event: FocusEvent): void {
    const inside = event.relatedTarget as Node | null;
    if (inside === null || !this.renderRoot.contains(inside)) {
      this.open = false;
    }
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.open) {
      return;
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.step(event.key === 'ArrowDown' ? 1 : -1);
    }
  }

  private step(by: number): void {
    const buttons = [...(this.items?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(this.shadowRoot?.activeElement as HTMLButtonElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-download-menu': CbDownloadMenu;
  }
}
