import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Options, OptionValue, PlanStep, ToolOption } from 'chatbrush-client';
import type { Proposal } from '../../state/state';
import { optionsOf } from '../../state/tool-settings';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { fieldStyles } from '../shared/fields.styles';
import { optionField } from '../shared/option-field';
import { PLACES } from '../shared/places';
import { toolName } from '../shared/tool-words';
import { planStyles } from './cb-plan.styles';

type Place = PlanStep['target'];

/** What would be done: tool, place, instruction and the tool's options, to be changed or run. */
@customElement('cb-plan')
export class CbPlan extends EditorElement {
  static override styles = [baseStyles, fieldStyles, planStyles];

  override render(): TemplateResult | typeof nothing {
    const { proposal } = this.state.chat;
    if (proposal === null) {
      return nothing;
    }
    const { steps } = proposal.plan;
    return html`<form class="card" aria-labelledby="title" @submit=${this.run}>
      <div>
        <strong id="title">${this.t('plan.title')}</strong>
        <div class="said">${proposal.text}</div>
      </div>
      ${steps.map((step, index) => this.step(step, index, steps.length))} ${this.options(proposal)}
      <div class="buttons">
        <button class="primary" id="run-plan">${this.t('plan.run')}</button>
        <button
          class="quiet"
          type="button"
          @click=${() => this.emit({ kind: 'propose', proposal: null })}
        >
          ${this.t('plan.drop')}
        </button>
      </div>
    </form>`;
  }

  private step(step: PlanStep, index: number, count: number): TemplateResult {
    const { tools } = this.state;
    const moves = !tools.some((tool) => tool.tool === step.tool);
    return html`<fieldset>
      ${count > 1 ? html`<legend>${this.t('plan.step', { number: index + 1 })}</legend>` : nothing}
      <label for="tool-${index}">${this.t('plan.tool')}</label>
      <select
        id="tool-${index}"
        ?disabled=${moves}
        @change=${(event: Event) => this.change(index, { tool: valueOf(event) }, {})}
      >
        ${
          moves
            ? html`<option>${toolName(step.tool, tools, this.language, this.t)}</option>`
            : nothing
        }
        ${tools.map(
          (tool) =>
            html`<option value=${tool.tool} ?selected=${tool.tool === step.tool}>
              ${this.localized(tool.title)}
            </option>`,
        )}
      </select>
      ${moves ? nothing : [this.place(step, index), this.prompt(step, index)]}
    </fieldset>`;
  }

  private place(step: PlanStep, index: number): TemplateResult {
    // What has a name is found by the planner; it can be left, and not be chosen.
    const places = (Object.keys(PLACES) as Place[]).filter(
      (place) => place !== 'named' || step.target === 'named',
    );
    return html`<label for="place-${index}">${this.t('plan.where')}</label>
      <select
        id="place-${index}"
        @change=${(event: Event) => {
          const target = valueOf(event) as Place;
          this.change(index, { target, usesMask: target !== 'whole', named: null });
        }}
      >
        ${places.map(
          (place) =>
            html`<option value=${place} ?selected=${place === step.target}>
              ${this.t(PLACES[place])}
            </option>`,
        )}
      </select>`;
  }

  private prompt(step: PlanStep, index: number): TemplateResult {
    return html`<label for="prompt-${index}">${this.t('plan.prompt')}</label>
      <input
        id="prompt-${index}"
        maxlength="2000"
        lang="en"
        .value=${step.prompt ?? ''}
        @input=${(event: Event) => this.change(index, { prompt: valueOf(event) })}
      />`;
  }

  /** What the models of these tools let people set, as they describe it themselves. */
  private options(proposal: Proposal): TemplateResult | typeof nothing {
    const named = new Map<string, ToolOption>();
    for (const step of proposal.plan.steps) {
      const tool = this.state.tools.find((one) => one.tool === step.tool);
      optionsOf(tool).forEach((one) => named.set(one.name, one));
    }
    return named.size === 0
      ? nothing
      : html`<fieldset>
          <legend>${this.t('plan.options')}</legend>
          ${[...named.values()].map((option) =>
            optionField(option, proposal.options[option.name], this.language, (value) =>
              this.set(option.name, value),
            ),
          )}
        </fieldset>`;
  }

  /** Another tool has other options: those that were set for the one before are dropped. */
  private change(index: number, change: Partial<PlanStep>, set?: Options): void {
    const { proposal } = this.state.chat;
    if (proposal !== null) {
      const options = set ?? proposal.options;
      const steps = proposal.plan.steps.map((step, at) =>
        at === index ? { ...step, ...change } : step,
      );
      const plan = { ...proposal.plan, steps };
      this.emit({ kind: 'propose', proposal: { ...proposal, plan, options } });
    }
  }

  /** `value`: undefined for what the model does without. */
  private set(name: string, value: OptionValue | undefined): void {
    const { proposal } = this.state.chat;
    if (proposal !== null) {
      const others = Object.entries(proposal.options).filter(([other]) => other !== name);
      const own = value === undefined ? [] : [[name, value] as const];
      const options = Object.fromEntries([...others, ...own]);
      this.emit({ kind: 'propose', proposal: { ...proposal, options } });
    }
  }

  private run(event: Event): void {
    event.preventDefault();
    this.emit({ kind: 'run-plan' });
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-plan': CbPlan;
  }
}
