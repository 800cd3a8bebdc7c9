import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Problem, SelectionView } from 'chatbrush-client';
import { problemLine } from '../../i18n/translate';
import {
  canSelect,
  canSelectAgain,
  headRevision,
  isBusy,
  isEmptyDraft,
} from '../../state/selectors';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import { joinTemplate } from './join-template';
import { selectionBarStyles } from './cb-selection-bar.styles';
import { known } from '../shared/known';

/** Image pixels by which one click grows or softens a mask, at least; larger for large pictures. */
const SMALLEST_STEP = 2;
const FEATHERS = 4;

/** What is selected, how much of it is meant, and how its edge is refined. */
@customElement('cb-selection-bar')
export class CbSelectionBar extends EditorElement {
  static override styles = [baseStyles, selectionBarStyles];

  /** Nothing is selected, and the last selection could be had again. */
  @property({ type: Boolean, reflect: true }) offers = false;

  protected override willUpdate(): void {
    const { draft, answer } = this.state.selection;
    this.offers = isEmptyDraft(draft) && answer === null && canSelectAgain(this.state);
  }

  override render(): TemplateResult | typeof nothing {
    const { selection } = this.state;
    if (!canSelect(this.state) || isBusy(this.state)) {
      return nothing;
    }
    if (isEmptyDraft(selection.draft) && selection.answer === null) {
      return this.offers ? this.again() : this.hint();
    }
    return html`<div
      class="bar"
      role="group"
      aria-label=${this.t('selection.label')}
      aria-busy=${selection.pending}
    >
      ${selection.problem !== null ? this.problem(selection.problem) : this.found(selection.answer)}
      <div class="group">
        ${
          selection.past.length > 0
            ? this.button('undo', 'selection.takeBack', () => this.emit({ kind: 'take-back' }))
            : nothing
        }
        ${this.button('close', 'selection.clear', () => this.emit({ kind: 'clear-selection' }))}
      </div>
    </div>`;
  }

  private again(): TemplateResult {
    return html`<div class="bar">
      <button class="choice again" @click=${() => this.emit({ kind: 'select-again' })}>
        ${this.t('selection.again')}
      </button>
    </div>`;
  }

  private hint(): TemplateResult | typeof nothing {
    const { messages } = this.state.chat;
    if (messages.length > 0) {
      return nothing;
    }
    if (this.state.view.tool === 'lasso') {
      return html`<div class="bar hint">${this.t('stage.hintLasso')}</div>`;
    }
    const touch = matchMedia('(pointer: coarse)').matches;
    return html`<div class="bar hint">
      ${
        touch
          ? this.t('stage.hintTouch')
          : html`<span>${this.t('stage.hint')}<small>${this.t('stage.hintMore')}</small></span>`
      }
    </div>`;
  }

  private problem(problem: Problem): TemplateResult {
    const words = problemLine(this.language, problem);
    return html`<span class="problem" role="alert">${words}</span>`;
  }

  private found(answer: SelectionView | null): TemplateResult {
    if (answer === null) {
      return html`<span class="share" role="status">${this.t('selection.finding')}</span>`;
    }
    if (answer.area === 0) {
      return html`<span class="share" role="status">${this.t('selection.nothing')}</span>`;
    }
    return html`<span class="share known" role="status">${this.share(answer)}</span>
      ${answer.candidates.length > 1 ? this.candidates(answer) : nothing} ${this.refinements()}
      ${joinTemplate(this.state, this.t, this.emit.bind(this))}
      ${this.state.tools.some((tool) => tool.tool === 'object_erase') ? this.erase() : nothing}`;
  }

  /** What most selections are for, without a word. */
  private erase(): TemplateResult {
    return html`<button
      class="choice erase"
      ?disabled=${this.state.selection.pending}
      @click=${() => this.emit({ kind: 'send', text: this.t('suggest.erase'), references: [] })}
    >
      ${icon('eraser')}${this.t('selection.erase')}
    </button>`;
  }

  private share(answer: SelectionView): string {
    const head = known(headRevision(this.state), 'the head');
    const percent = (answer.area / (head.width * head.height)) * 100;
    return this.t('selection.share', { percent: percent.toFixed(percent < 10 ? 1 : 0) });
  }

  private candidates(answer: SelectionView): TemplateResult {
    return html`<div
      class="group"
      role="radiogroup"
      aria-label=${this.t('selection.candidates')}
      @keydown=${(event: KeyboardEvent) => this.onCandidateKey(event, answer)}
    >
      ${answer.candidates.map((candidate) => {
        const chosen = candidate.index === answer.candidate;
        return html`<button
          class="choice"
          role="radio"
          data-candidate=${candidate.index}
          aria-checked=${chosen}
          tabindex=${chosen ? 0 : -1}
          @click=${() => this.emit({ kind: 'candidate', index: candidate.index })}
        >
          ${this.t(`candidate.${candidate.name}`)}
        </button>`;
      })}
    </div>`;
  }

  private refinements(): TemplateResult {
    const { refine } = this.state.selection.draft;
    const step = this.step;
    const feather = (refine.feather + step) % (step * FEATHERS);
    return html`<div class="group" role="group" aria-label=${this.t('selection.refine')}>
      ${this.button('minus', 'selection.shrink', () => this.grow(-step))}
      <span class="value" title=${this.t('selection.grow')}
        >${refine.dilate > 0 ? '+' : ''}${refine.dilate} px</span
      >
      ${this.button('plus', 'selection.grow', () => this.grow(step))}
      ${this.toggle('invert', 'selection.invert', refine.invert, () => this.emit({ kind: 'invert' }))}
      ${this.toggle('feather', 'selection.feather', refine.feather > 0, () =>
        this.emit({ kind: 'refine', refine: { feather } }),
      )}
      ${
        refine.feather > 0
          ? html`<span class="value"
              >${this.t('selection.featherValue', { count: refine.feather })}</span
            >`
          : nothing
      }
    </div>`;
  }

  private get step(): number {
    const head = known(headRevision(this.state), 'the head');
    return Math.max(SMALLEST_STEP, Math.round(Math.max(head.width, head.height) / 400));
  }

  private grow(by: number): void {
    const dilate = this.state.selection.draft.refine.dilate + by;
    this.emit({ kind: 'refine', refine: { dilate } });
  }

  private button(
    name: 'minus' | 'plus' | 'undo' | 'close',
    key: 'selection.shrink' | 'selection.grow' | 'selection.takeBack' | 'selection.clear',
    run: () => void,
  ): TemplateResult {
    return html`<button
      class="icon-button"
      aria-label=${this.t(key)}
      title=${this.t(key)}
      @click=${run}
    >
      ${icon(name)}
    </button>`;
  }

  private toggle(
    name: 'invert' | 'feather',
    key: 'selection.invert' | 'selection.feather',
    on: boolean,
    run: () => void,
  ): TemplateResult {
    return html`<button
      class="icon-button ${name}"
      aria-label=${this.t(key)}
      title=${this.t(key)}
      aria-pressed=${on}
      @click=${run}
    >
      ${icon(name)}
    </button>`;
  }

  private onCandidateKey(event: KeyboardEvent, answer: SelectionView): void {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) {
      return;
    }
    event.preventDefault();
    const { candidates } = answer;
    const at = candidates.findIndex((candidate) => candidate.index === answer.candidate);
    const next = candidates[(at + by + candidates.length) % candidates.length];
    if (next === undefined) {
      return;
    }
    this.emit({ kind: 'candidate', index: next.index });
    this.renderRoot.querySelector<HTMLElement>(`[data-candidate='${next.index}']`)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-selection-bar': CbSelectionBar;
  }
}
