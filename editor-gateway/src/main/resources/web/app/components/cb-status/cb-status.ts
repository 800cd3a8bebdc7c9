import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { problemOf } from 'chatbrush-client';
import type { Figures, Timing } from 'chatbrush-client';
import { gateway } from '../../api/gateway';
import { means, polyline } from '../../geometry/course';
import type { TextKey } from '../../i18n/en';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { statusStyles } from './cb-status.styles';

const EVERY_MILLIS = 3_000;
/** Looks that a plot holds: ten minutes. */
const MOST_LOOKS = 200;
const PLOT_WIDTH = 120;
const PLOT_HEIGHT = 24;

const PARTS: Readonly<Record<string, TextKey>> = {
  mask: 'part.mask',
  agent: 'part.agent',
  triton: 'part.triton',
  storage: 'operator.storage',
};
const WORDS: Readonly<Record<string, TextKey>> = {
  ok: 'operator.ok',
  down: 'operator.down',
  full: 'operator.full',
  'read-only': 'operator.readOnly',
  unreachable: 'operator.unreachable',
  upload: 'operator.upload',
  selection: 'operator.selection',
  edit: 'operator.edit',
  completed: 'operator.completed',
  refused: 'operator.refused',
  failed: 'operator.failed',
  cancelled: 'operator.cancelled',
};

/** For operators: what is up, which models serve which tool, and how long things take. */
@customElement('cb-status')
export class CbStatus extends EditorElement {
  static override styles = [baseStyles, statusStyles];

  /** What each look has told, the oldest first. */
  @state() private looks: readonly Figures[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => void this.look(), EVERY_MILLIS);
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render(): TemplateResult {
    const { status } = this.state;
    return html`<main>
      <div class="head">
        <h1>${this.t('operator.title')}</h1>
        <a href="#/">${this.t('operator.back')}</a>
      </div>
      <h2>${this.t('operator.parts')}</h2>
      ${status === null ? nothing : this.parts(Object.entries(status.parts))}
      <p>${this.t('operator.planner', { name: status?.planner ?? '–' })}</p>
      <h2>${this.t('operator.now')}</h2>
      ${this.goesOn()}
      <h2>${this.t('operator.times')}</h2>
      ${this.times()}
      <h2>${this.t('operator.models')}</h2>
      ${this.models()}
    </main>`;
  }

  private parts(parts: readonly (readonly [string, string])[]): TemplateResult {
    return this.table(
      ['operator.part', 'operator.state'],
      parts.map(([part, how]) => [
        PARTS[part] === undefined ? part : this.t(PARTS[part]),
        html`<span class=${how === 'ok' ? 'ok' : 'down'}>${this.words(how)}</span>`,
      ]),
    );
  }

  private models(): TemplateResult {
    return this.table(
      [
        'operator.role',
        'operator.model',
        'operator.version',
        'operator.rank',
        'operator.family',
        'operator.options',
      ],
      this.state.tools.flatMap((tool) =>
        tool.models.map((model) => [
          this.localized(tool.title),
          model.name,
          model.version,
          model.rank,
          model.family,
          model.options.map((option) => `${option.name} (${option.allowed})`).join(', '),
        ]),
      ),
    );
  }

  /** What runs and waits now, and how that went. */
  private goesOn(): TemplateResult {
    const newest = this.newest;
    return this.table(
      ['operator.what', 'operator.count', 'operator.course'],
      GOES_ON.map(([name, key]) => [
        this.t(key),
        newest?.[name] ?? '–',
        this.line(
          this.looks.map((look) => look[name]),
          'operator.plotCount',
        ),
      ]),
    );
  }

  private get newest(): Figures | undefined {
    return this.looks[this.looks.length - 1];
  }

  private words(word: string): string {
    const key = WORDS[word];
    return key === undefined ? word : this.t(key);
  }

  private times(): TemplateResult {
    const millis = (value: number): string =>
      this.t('operator.milliseconds', { count: Math.round(value) });
    return this.table(
      [
        'operator.part',
        'operator.state',
        'operator.count',
        'operator.mean',
        'operator.longest',
        'operator.course',
      ],
      (this.newest?.timings ?? []).map((timing) => [
        this.timed(timing),
        this.words(timing.outcome),
        timing.count,
        millis(timing.totalMillis / Math.max(timing.count, 1)),
        millis(timing.longestMillis),
        this.plot(timing),
      ]),
    );
  }

  private timed({ name, tool }: Timing): string {
    const title = this.state.tools.find((one) => one.tool === tool)?.title;
    const what = title === undefined ? tool : this.localized(title);
    return what === null ? this.words(name) : `${this.words(name)} · ${what}`;
  }

  private plot(timing: Timing): TemplateResult | typeof nothing {
    const same = (other: Timing): boolean =>
      other.name === timing.name && other.tool === timing.tool && other.outcome === timing.outcome;
    const values = means(this.looks.map((look) => look.timings.find(same) ?? NOTHING_YET));
    return this.line(values, 'operator.plot');
  }

  private line(
    values: readonly number[],
    label: 'operator.plot' | 'operator.plotCount',
  ): TemplateResult | typeof nothing {
    if (values.length === 0) {
      return nothing;
    }
    const low = Math.round(Math.min(...values));
    const high = Math.round(Math.max(...values));
    return html`<svg
      role="img"
      aria-label=${this.t(label, { low, high })}
      width=${PLOT_WIDTH}
      height=${PLOT_HEIGHT}
    >
      ${svg`<polyline points=${polyline(values, PLOT_WIDTH, PLOT_HEIGHT)} />`}
    </svg>`;
  }

  private table(heads: readonly TextKey[], rows: readonly (readonly unknown[])[]): TemplateResult {
    return html`<div class="scroll" tabindex="0">
      <table>
        <thead>
          <tr>
            ${heads.map((key) => html`<th scope="col">${this.t(key)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${row.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private async look(): Promise<void> {
    try {
      this.looks = [...this.looks, await gateway.figures()].slice(-MOST_LOOKS);
    } catch (error) {
      // What is down stands in the table above; the plots go on once it answers.
      console.info('No figures:', problemOf(error).code);
    }
  }
}

const GOES_ON = [
  ['running', 'operator.running'],
  ['waiting', 'operator.waiting'],
  ['pages', 'operator.pages'],
] as const;

const NOTHING_YET = { count: 0, totalMillis: 0 };

declare global {
  interface HTMLElementTagNameMap {
    'cb-status': CbStatus;
  }
}
