import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { LiveEdit } from '../../state/state';
import type { PlanStep } from '../../api/types';
import type { TextKey } from '../../i18n/en';
import { durationIn } from '../../i18n/translate';
import { baseStyles } from '../shared/base.styles';
import { cssVars } from '../shared/css-vars';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';

/** The running edit: what is planned, step k of n, the time left, and Stop. */
@customElement('cb-progress')
export class CbProgress extends EditorElement {
  static override styles = [
    baseStyles,
    css`
      .card {
        padding: 14px 16px;
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--surface);
        font-size: 13.5px;
      }

      .head {
        display: flex;
        align-items: center;
        gap: 10px;
        font-weight: 600;
      }

      .head span {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }

      .steps {
        margin: 8px 0 0;
        padding: 0;
        list-style: none;
        display: grid;
        gap: 4px;
      }

      .steps li {
        display: flex;
        gap: 8px;
        color: var(--muted);
      }

      .steps li.now {
        color: var(--text);
      }

      .dot {
        flex: none;
        width: 18px;
        height: 18px;
        margin-top: 1px;
        border-radius: 50%;
        display: grid;
        place-items: center;
        background: var(--surface-raised);
        font-size: 11px;
        font-weight: 600;
      }

      .dot .icon {
        width: 12px;
        height: 12px;
        color: var(--include);
      }

      .now .dot {
        background: var(--accent);
        color: var(--on-accent);
      }

      .track {
        position: relative;
        height: 6px;
        margin: 12px 0 8px;
        border-radius: 3px;
        background: var(--surface-raised);
        overflow: hidden;
      }

      .bar {
        height: 100%;
        border-radius: 3px;
        background: var(--accent);
        width: var(--done, 0%);
        transition: width 300ms var(--ease);
      }

      .bar.unknown {
        width: 35%;
        animation: wander 1.4s ease-in-out infinite alternate;
      }

      .numbers {
        display: flex;
        justify-content: space-between;
        gap: 8px;
        color: var(--muted);
        font-size: 12.5px;
        font-variant-numeric: tabular-nums;
      }

      .stop {
        padding: 4px 12px;
        border: 1px solid var(--line);
        font-size: 13px;
        font-weight: 500;
      }

      .stop:hover:not(:disabled) {
        background: var(--danger-soft);
        border-color: var(--danger);
        color: var(--danger);
      }

      @keyframes wander {
        from {
          transform: translateX(-20%);
        }
        to {
          transform: translateX(210%);
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .bar.unknown {
          animation: none;
          width: 100%;
          opacity: 0.5;
        }
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const { edit } = this.state.chat;
    if (edit === null) {
      return nothing;
    }
    return html`<div class="card">
      <div class="head">
        <span>${this.headline(edit)}</span>
        <button
          class="stop"
          ?disabled=${edit.stopping}
          aria-label=${this.t('edit.stop')}
          @click=${() => this.emit({ kind: 'stop' })}
        >
          ${this.t(edit.stopping ? 'chat.stopping' : 'chat.stop')}
        </button>
      </div>
      ${edit.plan !== null && edit.plan.steps.length > 0 ? this.plan(edit.plan.steps, edit.stepIndex) : nothing}
      ${this.bar(edit)}
    </div>`;
  }

  private headline(edit: LiveEdit): string {
    if (edit.stepTitle !== null) {
      const title = this.localized(edit.stepTitle);
      const number = edit.variation + 1;
      return edit.variations > 1
        ? `${title} · ${this.t('plan.variation', { number, total: edit.variations })}`
        : title;
    }
    return this.t(edit.plan === null ? 'edit.planning' : 'edit.working');
  }

  private plan(steps: readonly PlanStep[], running: number): TemplateResult {
    return html`<ol class="steps" role="list">
      ${steps.map((step, index) => {
        const now = index + 1 === running;
        const done = index + 1 < running;
        return html`<li class=${now ? 'now' : ''} aria-current=${now ? 'step' : nothing}>
          <span class="dot">${done ? icon('check') : index + 1}</span>
          <span>${this.stepWords(step)}</span>
        </li>`;
      })}
    </ol>`;
  }

  private stepWords(step: PlanStep): string {
    if (step.tool === 'undo' || step.tool === 'redo' || step.tool === 'reset') {
      return this.t(`tool.name.${step.tool}`);
    }
    const title = this.state.tools.find((tool) => tool.tool === step.tool)?.title;
    const name = title === undefined ? step.tool : this.localized(title);
    const said = step.promptOriginal ?? step.prompt ?? '';
    const where = this.t(placeOf(step));
    return [name, said, where].filter((part) => part !== '').join(' · ');
  }

  private bar(edit: LiveEdit): TemplateResult {
    const known = edit.totalSteps > 0;
    const percent = known ? Math.round((edit.step / edit.totalSteps) * 100) : 0;
    return html`<div
        class="track"
        role="progressbar"
        aria-label=${this.t('edit.progress')}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${known ? percent : nothing}
      >
        <div class="bar ${known ? '' : 'unknown'}" ${cssVars({ '--done': `${percent}%` })}></div>
      </div>
      <div class="numbers">
        <span>
          ${known ? this.t('edit.step', { step: edit.step, total: edit.totalSteps }) : nothing}
        </span>
        <span>
          ${
            edit.secondsLeft !== null && edit.secondsLeft > 0
              ? this.t('edit.left', { time: durationIn(this.t, edit.secondsLeft) })
              : nothing
          }
        </span>
      </div>`;
  }
}

function placeOf(step: PlanStep): TextKey {
  if (!step.usesMask) {
    return 'plan.whole';
  }
  return step.target === 'subject' || step.target === 'background'
    ? `plan.${step.target}`
    : 'plan.withMask';
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-progress': CbProgress;
  }
}
