import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { canSelect, isBusy } from '../../state/selectors';
import type { Tool } from '../../state/tools';
import { TOOLS } from '../../state/tools';
import { MAX_BRUSH, MIN_BRUSH } from '../../state/view-reducer';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import { toolRailStyles } from './cb-tool-rail.styles';
import { known } from '../shared/known';

/** Tools as a radio group, selecting the subject, the switch between include and exclude, the brush's size. */
@customElement('cb-tool-rail')
export class CbToolRail extends EditorElement {
  static override styles = [baseStyles, toolRailStyles];

  override render(): TemplateResult {
    const { tool, label } = this.state.view;
    const paints = tool === 'brush' || tool === 'eraser';
    return html`
      <div
        class="rail"
        role="radiogroup"
        aria-label=${this.t('tools.label')}
        @keydown=${this.onKey}
      >
        ${TOOLS.map(({ name, keys }) => this.toolButton(name, keys[0]))}
      </div>
      ${this.subjectButton()}
      ${
        paints
          ? [
              canSelect(this.state) ? this.brushSize() : nothing,
              tool === 'brush' ? this.releaseSwitch() : nothing,
            ]
          : html`<div class="rail">
              <button
                class="tool"
                id="label-switch"
                aria-label="${this.t('label.switch')}: ${this.t(`label.${label}`)}"
                title="${this.t('label.switch')}: ${this.t(`label.${label}`)}"
                @click=${() => this.emit({ kind: 'toggle-label' })}
              >
                <span class="sign ${label}" aria-hidden="true"
                  >${label === 'include' ? '+' : '−'}</span
                >
              </button>
            </div>`
      }
    `;
  }

  private toolButton(name: Tool, key: string): TemplateResult {
    const chosen = this.state.view.tool === name;
    const title = this.t('tool.withKey', { tool: this.t(`tool.${name}`), key });
    return html`<button
      class="tool"
      role="radio"
      data-tool=${name}
      aria-checked=${chosen}
      tabindex=${chosen ? 0 : -1}
      aria-label=${title}
      title=${title}
      @click=${() => this.emit({ kind: 'tool', tool: name })}
    >
      ${icon(name)}
    </button>`;
  }

  private subjectButton(): TemplateResult {
    const title = this.t('selection.subject');
    return html`<div class="rail">
      <button
        class="tool"
        id="select-subject"
        aria-label=${title}
        title=${title}
        ?disabled=${!canSelect(this.state) || isBusy(this.state)}
        @click=${() => this.emit({ kind: 'subject', subject: 'subject' })}
      >
        ${icon('subject')}
      </button>
    </div>`;
  }

  private releaseSwitch(): TemplateResult | typeof nothing {
    if (!this.state.tools.some((tool) => tool.tool === 'object_erase')) {
      return nothing;
    }
    const { eraseOnRelease } = this.state.preferences;
    const title = this.t('brush.eraseOnRelease');
    const change = { eraseOnRelease: !eraseOnRelease };
    return html`<div class="rail">
      <button
        class="tool"
        id="erase-on-release"
        aria-label=${title}
        title=${title}
        aria-pressed=${eraseOnRelease}
        @click=${() => this.emit({ kind: 'preferences', change })}
      >
        ${icon('eraseNow')}
      </button>
    </div>`;
  }

  private brushSize(): TemplateResult | typeof nothing {
    const { brushRadius } = this.state.view;
    return html`<label class="rail size" title="${this.t('brush.size')} ([ ])">
      <span class="hidden-text">${this.t('brush.size')}</span>
      <input
        type="range"
        min=${Math.sqrt(MIN_BRUSH)}
        max=${Math.sqrt(MAX_BRUSH)}
        step="0.1"
        .value=${String(Math.sqrt(brushRadius))}
        aria-valuetext=${this.t('brush.pixels', { count: brushRadius })}
        @input=${(event: Event) => {
          // Square root: fine steps where brushes are small.
          const radius = Number((event.target as HTMLInputElement).value) ** 2;
          this.emit({ kind: 'brush', radius });
        }}
      />
      <span>${brushRadius}</span>
    </label>`;
  }

  /** Arrow keys go through the tools, as in every radio group. */
  private async onKey(event: KeyboardEvent): Promise<void> {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by === undefined) {
      return;
    }
    event.preventDefault();
    const at = TOOLS.findIndex(({ name }) => name === this.state.view.tool);
    const { name: tool } = known(TOOLS[(at + by + TOOLS.length) % TOOLS.length], 'the next tool');
    this.emit({ kind: 'tool', tool });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-tool=${tool}]`)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-tool-rail': CbToolRail;
  }
}
