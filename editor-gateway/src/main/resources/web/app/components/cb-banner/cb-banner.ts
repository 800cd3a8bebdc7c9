import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { StatusView } from 'chatbrush-client';
import type { Notice } from '../../state/state';
import type { TextKey } from '../../i18n/en';
import { problemLine } from '../../i18n/translate';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import { bannerStyles } from './cb-banner.styles';

const INFO_MILLIS = 4_000;
const PROBLEM_MILLIS = 12_000;

const STORAGE: Readonly<Record<string, TextKey>> = {
  full: 'storage.full',
  'read-only': 'storage.readOnly',
  unreachable: 'storage.unreachable',
};

const PARTS: Readonly<Record<StatusView['faults'][number]['part'], TextKey>> = {
  mask: 'part.mask',
  agent: 'part.agent',
  triton: 'part.triton',
};

/** What is down and what still works; and notices that one closes. */
@customElement('cb-banner')
export class CbBanner extends EditorElement {
  static override styles = [baseStyles, bannerStyles];

  private timer: ReturnType<typeof setTimeout> | undefined;

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.get('state')?.notice !== this.state.notice) {
      this.leaveSoon();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override render(): TemplateResult {
    return html`<div
      class="strips"
      @pointerenter=${() => clearTimeout(this.timer)}
      @pointerleave=${() => this.leaveSoon()}
      @focusin=${() => clearTimeout(this.timer)}
      @focusout=${() => this.leaveSoon()}
    >
      ${this.degraded()}${this.notice()}
    </div>`;
  }

  /** Notices go when they have been read; who points at one keeps it. */
  private leaveSoon(): void {
    clearTimeout(this.timer);
    const { notice } = this.state;
    if (notice !== null) {
      const isShort = notice.kind === 'info' && notice.key !== 'heic';
      const millis = isShort ? INFO_MILLIS : PROBLEM_MILLIS;
      this.timer = setTimeout(() => this.emit({ kind: 'dismiss-notice' }), millis);
    }
  }

  private degraded(): TemplateResult | typeof nothing {
    const { session, online } = this.state;
    if (session !== null && !online) {
      const words = [this.t('status.offline'), this.t('status.again')].join(' ');
      return this.strip('offline', '', words);
    }
    const { status } = this.state;
    if (status === null || status.status === 'ok') {
      return nothing;
    }
    const parts = status.faults.map((fault) => this.fault(fault)).join(', ');
    const words = parts === '' ? [] : [this.t('status.degraded', { parts })];
    const ailing = STORAGE[status.parts.storage];
    if (ailing) {
      words.push(this.t(ailing));
    } else if (session !== null) {
      words.push(this.t('status.works'));
    }
    return this.strip('degraded', '', words.join(' '));
  }

  /** What is down, why, and whether somebody starts it again. */
  private fault({ part, reason, restarting }: StatusView['faults'][number]): string {
    const why = this.t(`fault.${reason}`);
    const words = restarting ? `${why}; ${this.t('fault.restarting')}` : why;
    return `${this.t(PARTS[part])} (${words})`;
  }

  private notice(): TemplateResult | typeof nothing {
    const { notice } = this.state;
    if (notice === null) {
      return nothing;
    }
    if (notice.kind === 'info') {
      return this.strip('notice', 'info', this.t(`notice.${notice.key}`), true);
    }
    if (notice.kind === 'gone') {
      return this.strip('notice', '', this.t(`gone.${notice.reason}`), true);
    }
    if (notice.kind === 'renamed') {
      return this.strip('notice', 'info', this.t('notice.renamed', { name: notice.name }), true);
    }
    if (notice.kind === 'retried') {
      return this.strip('notice', 'info', this.retried(notice), true);
    }
    const words = `${problemLine(this.language, notice.problem)} (${notice.problem.code})`;
    return this.strip('notice', 'problem', words, true);
  }

  private retried({ version, lost }: Notice & { readonly kind: 'retried' }): string {
    const back = version === null ? [] : [this.t('retry.back', { number: version })];
    return [...back, ...lost.map((what) => this.t(`retry.${what}`))].join(' ');
  }

  private strip(id: string, kind: string, words: string, closes = false): TemplateResult {
    return html`<div class="strip ${kind}" id=${id} role=${kind === 'problem' ? 'alert' : 'status'}>
      ${icon(kind === 'info' ? 'check' : 'warning')}<span>${words}</span>
      ${
        closes
          ? html`<button
              class="icon-button"
              aria-label=${this.t('problem.close')}
              @click=${() => this.emit({ kind: 'dismiss-notice' })}
            >
              ${icon('close')}
            </button>`
          : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-banner': CbBanner;
  }
}
