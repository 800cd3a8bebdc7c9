import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Download } from 'chatbrush-client';
import { shownRevision } from '../../state/selectors';
import type { TextKey } from '../../i18n/en';
import { baseStyles } from '../shared/base.styles';
import { icon } from '../shared/icon';
import { MenuElement } from '../shared/menu-element';
import { topbarStyles } from './cb-topbar.styles';
import { menuStyles } from './menu.styles';

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

/** The download button with its menu of formats and of what to tell. */
@customElement('cb-download-menu')
export class CbDownloadMenu extends MenuElement {
  static override styles = [baseStyles, topbarStyles, menuStyles];

  @state() private place = false;
  @state() private recipe = false;
  @state() private quality: Quality = 'usual';

  override render(): TemplateResult {
    const label = this.t('bar.download');
    const face = html`${icon('download')}<span>${label}</span>`;
    return this.menu({ id: 'download', look: 'primary', label, face }, () => [
      ...FORMATS.map(
        (format) =>
          html`<button role="menuitem" data-format=${format} @click=${() => this.choose(format)}>
            ${this.t(this.keyOf(format))}
          </button>`,
      ),
      this.qualities(),
      this.switch('place', this.place, () => (this.place = !this.place)),
      this.switch('recipe', this.recipe, () => (this.recipe = !this.recipe)),
    ]);
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

  private choose(format: Format): void {
    this.close();
    const { place, recipe } = this;
    const quality = QUALITIES[this.quality];
    this.emit({ kind: 'download', file: { format, place, quality, recipe } });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-download-menu': CbDownloadMenu;
  }
}
