import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { TextKey } from '../../i18n/en';
import { baseStyles } from '../shared/base.styles';
import { DialogElement } from '../shared/dialog-element';
import { dialogStyles } from '../shared/dialog.styles';
import { MOD, SHORTCUTS } from './shortcut-table';
import { shortcutsStyles } from './cb-shortcuts.styles';

/** All keys on one sheet, with the switch for single letters. */
@customElement('cb-shortcuts')
export class CbShortcuts extends DialogElement {
  static override styles = [baseStyles, dialogStyles, shortcutsStyles];

  override render(): TemplateResult {
    return this.sheet(
      'keys.title',
      html`
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
      `,
    );
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
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-shortcuts': CbShortcuts;
  }
}
