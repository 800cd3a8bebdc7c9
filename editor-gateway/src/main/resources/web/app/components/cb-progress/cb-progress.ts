import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { MOVES } from '../../state/retry';
import type { LiveEdit } from '../../state/state';
import type { PlanStep } from 'chatbrush-client';
import type { TextKey } from '../../i18n/en';
import { durationIn } from '../../i18n/translate';
import { baseStyles } from '../shared/base.styles';
import { cssVars } from '../shared/css-vars';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import { PLACES } from '../shared/places';
import { toolName } from '../shared/tool-words';
import { progressStyles } from './cb-progress.styles';

/** The running edit: what is planned, step k of n, the time left, and Stop. */
@customElement('cb-progress')
export class CbProgress extends EditorElement {
  static override styles = [baseStyles, progressStyles];

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
    if (edit.waits !== null) {
      return this.waits(edit.waits);
    }
    return this.t(edit.plan === null ? 'edit.planning' : 'edit.working');
  }

  private waits({ ahead, seconds }: NonNullable<LiveEdit['waits']>): string {
    const time = seconds === null ? '' : ` · ${durationIn(this.t, seconds)}`;
    return this.t(ahead === 0 ? 'edit.next' : 'edit.ahead', { count: ahead }) + time;
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
    const name = toolName(step.tool, this.state.tools, this.language, this.t);
    if (MOVES.some((move) => move === step.tool)) {
      return name;
    }
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

/** Told by the mask alone, by older plans, it is the selection. */
function placeOf(step: PlanStep): TextKey {
  if (!step.usesMask) {
    return 'plan.whole';
  }
  return step.target === 'whole' ? 'plan.withMask' : PLACES[step.target];
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-progress': CbProgress;
  }
}
