import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { TextKey } from '../../i18n/en';
import { baseStyles } from '../shared/base.styles';
import { dialogStyles } from '../shared/dialog.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import { MOD, SHORTCUTS } from './shortcut-table';
import { shortcutsStyles } from './cb-shortcuts.styles';

/** All keys on one sheet, with the switch for single letters. */
@customElement('cb-shortcuts')
export class CbShortcuts extends EditorElement {
  static override styles = [baseStyles, dialogStyles, shortcutsStyles];

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
