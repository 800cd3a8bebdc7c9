import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';

/** Zoom out, the current scale (a click makes it 100 %), zoom in, fit. */
@customElement('cb-zoom-bar')
export class CbZoomBar extends EditorElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        position: absolute;
        z-index: 5;
        inset-inline-end: 14px;
        bottom: 18px;
        display: flex;
        gap: 1px;
        padding: 3px;
        border-radius: 12px;
        background: var(--stage-chrome);
        border: 1px solid var(--stage-line);
        backdrop-filter: blur(14px);
        color: var(--stage-text);
        --focus: #fff;
        --hover: var(--stage-hover);
      }

      .icon-button {
        min-width: 30px;
        height: 30px;
        border-radius: 9px;
      }

      .scale {
        min-width: 50px;
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }

      .icon {
        width: 16px;
        height: 16px;
      }

      @media (max-width: 1020px), (max-height: 520px) {
        :host {
          bottom: auto;
          top: 12px;
        }
      }
    `,
  ];

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
