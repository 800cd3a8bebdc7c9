import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { TextKey } from '../../i18n/en';
import { baseStyles } from '../shared/base.styles';
import { dialogStyles } from '../shared/dialog.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import { MOD, SHORTCUTS } from './shortcut-table';

/** All keys on one sheet, with the switch for single letters. */
@customElement('cb-shortcuts')
export class CbShortcuts extends EditorElement {
  static override styles = [
    baseStyles,
    dialogStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(290px, 100%), 1fr));
        gap: 8px 34px;
      }

      h3 {
        margin: 12px 0 4px;
        font-size: 12.5px;
        font-weight: 600;
        color: var(--muted);
      }

      dl {
        margin: 0;
      }

      .row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        min-height: 32px;
        font-size: 13.5px;
      }

      dd {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        align-items: center;
        gap: 3px;
        margin: 0;
      }

      kbd {
        min-width: 22px;
        padding: 1px 6px;
        border: 1px solid var(--line);
        border-bottom-width: 2px;
        border-radius: 6px;
        background: var(--surface-raised);
        font: 500 12px/18px var(--font);
        text-align: center;
      }

      .or {
        color: var(--muted);
        font-size: 12px;
      }

      .switch {
        display: flex;
        align-items: center;
        gap: 10px;
        margin-top: 16px;
        padding-top: 14px;
        border-top: 1px solid var(--line);
        font-size: 14px;
      }

      .switch input {
        width: 18px;
        height: 18px;
        margin: 0;
        accent-color: var(--accent);
      }
    `,
  ];

  @query('dialog') private dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${this.close}>
      <div class="body">
        <div class="head">
          <h2 id="title">${this.t('keys.title')}</h2>
          <button
            class="icon-button"
            aria-label=${this.t('keys.close')}
            @click=${() => this.dialog.close()}
          >
            ${icon('close')}
          </button>
        </div>
        <div class="columns">
          ${SHORTCUTS.map(
            (group) =>
              html`<section>
                <h3>${this.t(group.title)}</h3>
                <dl>
                  ${group.rows.map(
                    ([action, keys]) =>
                      html`<div class="row">
                        <dt>${this.t(action)}</dt>
                        <dd>${keys.map((key) => this.key(key))}</dd>
                      </div>`,
                  )}
                </dl>
              </section>`,
          )}
        </div>
        <label class="switch">
          <input
            type="checkbox"
            .checked=${this.state.preferences.letterShortcuts}
            @change=${(event: Event) =>
              this.emit({
                kind: 'preferences',
                change: { letterShortcuts: (event.target as HTMLInputElement).checked },
              })}
          />
          ${this.t('keys.letters')}
        </label>
      </div>
    </dialog>`;
  }

  private key(name: string): TemplateResult {
    if (name === '/') {
      return html`<span class="or">/</span>`;
    }
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- userAgentData is Chromium's alone
    const mac = /Mac|iP(ad|hone)/.test(navigator.platform);
    const words = name.startsWith('keys.') ? this.t(name as TextKey) : name;
    return html`<kbd>${name === MOD ? (mac ? '⌘' : 'Ctrl') : words.trim()}</kbd>`;
  }

  private close(): void {
    this.emit({ kind: 'dialog', dialog: null });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-shortcuts': CbShortcuts;
  }
}
