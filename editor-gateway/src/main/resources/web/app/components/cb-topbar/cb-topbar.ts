import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { stepBack, stepForth } from '../../control/steps';
import { canDrawAgain, canTakeBack, isBusy } from '../../state/selectors';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import type { IconName } from '../shared/icon';
import './download-menu';
import './more-menu';
import { topbarStyles } from './cb-topbar.styles';
import { otherLanguage, otherTheme } from './page-settings';

/** Brand and file name, history, compare, download, language, theme, shortcuts. */
@customElement('cb-topbar')
export class CbTopbar extends EditorElement {
  static override styles = [baseStyles, topbarStyles];

  override render(): TemplateResult {
    const { session } = this.state;
    return html`
      <button
        class="brand"
        aria-label="Chatbrush · ${this.t('bar.home')}"
        @click=${() => this.emit({ kind: 'close-session' })}
      >
        <img src="/favicon.svg" alt="" /><span>Chatbrush</span>
      </button>
      ${session === null ? nothing : html`<h1 class="file" title=${session.name}>${session.name}</h1>`}
      <span class="space"></span>
      ${session === null ? nothing : [this.fileGroup(), this.pictureGroup()]}
      ${this.pageGroup(session !== null)}
      ${session === null ? nothing : html`<cb-more-menu .state=${this.state}></cb-more-menu>`}
    `;
  }

  private fileGroup(): TemplateResult {
    return html`<div class="group roomy">
        ${this.button('open', 'bar.open', false, () => this.emit({ kind: 'choose-file', to: 'open-file' }))}
        ${this.button('link', 'bar.link', false, () => this.emit({ kind: 'copy-link' }))}
      </div>
      <span class="rule roomy"></span>`;
  }

  private pictureGroup(): TemplateResult {
    const { session, view } = this.state;
    const busy = isBusy(this.state);
    const changed = (session?.revisions.length ?? 0) > 1;
    const back = canTakeBack(this.state) || (session?.canUndo && !busy);
    const forth = canDrawAgain(this.state) || (session?.canRedo && !busy);
    return html`<div class="group" role="group" aria-label=${this.t('bar.label')}>
        ${this.button('undo', 'bar.undo', !back, () => this.emit(stepBack(this.state)))}
        ${this.button('redo', 'bar.redo', !forth, () => this.emit(stepForth(this.state)))}
        ${this.button('reset', 'bar.reset', !session?.canUndo || busy, () => this.emit({ kind: 'reset' }))}
        <button
          class="worded"
          id="compare"
          ?disabled=${!changed}
          aria-label=${this.t('bar.compare')}
          title="${this.t('bar.compare')} (\\)"
          aria-pressed=${view.comparing}
          @pointerdown=${() => this.compare(true)}
          @pointerup=${() => this.compare(false)}
          @pointerleave=${() => this.compare(false)}
          @pointercancel=${() => this.compare(false)}
          @keydown=${this.onCompareKey}
          @keyup=${this.onCompareKey}
          @blur=${() => this.compare(false)}
        >
          ${icon('compare')}<span>${this.t('bar.compareShort')}</span>
        </button>
        <button
          class="icon-button"
          id="split"
          ?disabled=${!changed}
          aria-label=${this.t('bar.split')}
          title=${this.t('bar.split')}
          aria-pressed=${view.split !== null}
          @click=${() => this.emit({ kind: 'split', at: view.split === null ? 0.5 : null })}
        >
          ${icon('slider')}
        </button>
      </div>
      <span class="rule"></span>
      <cb-download-menu .state=${this.state}></cb-download-menu>
      <span class="rule"></span>`;
  }

  /** `moves`: to the menu of what has no room, on narrow screens. */
  private pageGroup(moves: boolean): TemplateResult {
    const { preferences } = this.state;
    const { language, theme } = preferences;
    const themeName = this.t(`theme.${theme}`);
    return html`<div class="group ${moves ? 'roomy' : ''}">
      <button
        class="worded language"
        lang=${language === 'ko' ? 'en' : 'ko'}
        aria-label=${this.t('bar.language')}
        @click=${() => this.emit(otherLanguage(preferences))}
      >
        ${this.t('bar.languageShort')}
      </button>
      <button
        class="icon-button"
        aria-label=${this.t('bar.theme', { theme: themeName })}
        title=${this.t('bar.theme', { theme: themeName })}
        @click=${() => this.emit(otherTheme(preferences))}
      >
        ${icon(theme)}
      </button>
      ${this.button('keyboard', 'bar.shortcuts', false, () =>
        this.emit({ kind: 'dialog', dialog: { kind: 'shortcuts' } }),
      )}
    </div>`;
  }

  private button(
    name: IconName,
    key: 'bar.undo' | 'bar.redo' | 'bar.reset' | 'bar.shortcuts' | 'bar.open' | 'bar.link',
    disabled: boolean,
    run: () => void,
  ): TemplateResult {
    return html`<button
      class="icon-button"
      id=${name}
      ?disabled=${disabled}
      aria-label=${this.t(key)}
      title=${this.t(key)}
      @click=${run}
    >
      ${icon(name)}
    </button>`;
  }

  private onCompareKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.compare(event.type === 'keydown');
    }
  }

  private compare(on: boolean): void {
    if (this.state.view.comparing !== on) {
      this.emit({ kind: 'compare', on });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-topbar': CbTopbar;
  }
}
