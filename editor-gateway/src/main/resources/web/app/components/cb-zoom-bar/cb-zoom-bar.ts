import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import { zoomBarStyles } from './cb-zoom-bar.styles';

/** Zoom out, the current scale (a click makes it 100 %), zoom in, fit. */
@customElement('cb-zoom-bar')
export class CbZoomBar extends EditorElement {
  static override styles = [baseStyles, zoomBarStyles];

  /** CSS pixels per image pixel. */
  @property({ type: Number }) scale = 1;

  override render(): TemplateResult {
    const percent = `${Math.round(this.scale * 100)} %`;
    return html`
      ${this.button('minus', 'out', 'zoom.out')}
      <button
        class="icon-button scale"
        aria-label="${percent}, ${this.t('zoom.actual')}"
        title=${this.t('zoom.actual')}
        @click=${() => this.emit({ kind: 'zoom', to: 'actual' })}
      >
        ${percent}
      </button>
      ${this.button('plus', 'in', 'zoom.in')} ${this.button('fit', 'fit', 'zoom.fit')}
    `;
  }

  private button(
    name: 'minus' | 'plus' | 'fit',
    to: 'in' | 'out' | 'fit',
    key: 'zoom.in' | 'zoom.out' | 'zoom.fit',
  ): TemplateResult {
    return html`<button
      class="icon-button"
      aria-label=${this.t(key)}
      title=${this.t(key)}
      @click=${() => this.emit({ kind: 'zoom', to })}
    >
      ${icon(name)}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-zoom-bar': CbZoomBar;
  }
}
