import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Command } from '../../control/commands';
import { isBusy } from '../../state/selectors';
import { baseStyles } from '../shared/base.styles';
import { icon } from '../shared/icon';
import type { IconName } from '../shared/icon';
import { MenuElement } from '../shared/menu-element';
import { topbarStyles } from './cb-topbar.styles';
import { menuStyles } from './menu.styles';
import { otherLanguage, otherTheme } from './page-settings';

/** What has no room in the bar of a narrow screen. */
@customElement('cb-more-menu')
export class CbMoreMenu extends MenuElement {
  static override styles = [baseStyles, topbarStyles, menuStyles];

  override render(): TemplateResult {
    const label = this.t('bar.more');
    const face = icon('more');
    return this.menu({ id: 'more', look: 'icon-button', label, face }, () => this.commands());
  }

  private commands(): readonly TemplateResult[] {
    const { session, preferences } = this.state;
    const theme = this.t(`theme.${preferences.theme}`);
    const unchanged = session?.canUndo !== true || isBusy(this.state);
    return [
      this.item('open', this.t('bar.open'), { kind: 'choose-file', to: 'open-file' }),
      this.item('link', this.t('bar.link'), { kind: 'copy-link' }),
      this.item('reset', this.t('bar.reset'), { kind: 'reset' }, unchanged),
      this.item('language', this.t('bar.language'), otherLanguage(preferences)),
      this.item(preferences.theme, this.t('bar.theme', { theme }), otherTheme(preferences)),
      this.item('keyboard', this.t('bar.shortcuts'), {
        kind: 'dialog',
        dialog: { kind: 'shortcuts' },
      }),
    ];
  }

  private item(name: IconName, words: string, command: Command, disabled = false): TemplateResult {
    return html`<button
      role="menuitem"
      data-item=${name}
      ?disabled=${disabled}
      @click=${() => {
        this.close();
        this.emit(command);
      }}
    >
      ${icon(name)}<span>${words}</span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-more-menu': CbMoreMenu;
  }
}
