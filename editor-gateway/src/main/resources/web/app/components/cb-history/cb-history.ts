import { html, nothing, svg } from 'lit';
import type { PropertyValues, SVGTemplateResult, TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { thumbnailUrl } from '../../api/image-url';
import type { RevisionView } from 'chatbrush-client';
import { layoutHistory } from '../../geometry/history-layout';
import type { PlacedNode } from '../../geometry/history-layout';
import { baseStyles } from '../shared/base.styles';
import { cssVars } from '../shared/css-vars';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import { known } from '../shared/known';
import { versionTitle } from '../shared/version-title';
import { historyStyles } from './cb-history.styles';

const COLUMN = 84;
const ROW = 76;
const THUMB_WIDTH = 66;
const THUMB_HEIGHT = 48;

/** Every version as a thumbnail, as the tree that they form. A click looks at one. */
@customElement('cb-history')
export class CbHistory extends EditorElement {
  static override styles = [baseStyles, historyStyles];

  /** What one works on is in sight, whatever the strip was scrolled to. */
  protected override updated(changed: PropertyValues<this>): void {
    const { session } = this.state;
    const before = changed.get('state')?.session;
    if (session?.head !== before?.head || session?.revisions !== before?.revisions) {
      const current = this.renderRoot.querySelector('[aria-current]');
      current?.scrollIntoView({ block: 'nearest', inline: 'center' });
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { session } = this.state;
    if (session === null || session.revisions.length < 2) {
      return nothing;
    }
    const placed = layoutHistory(session.revisions);
    const columns = Math.max(...placed.map((node) => node.column)) + 1;
    const rows = Math.max(...placed.map((node) => node.row)) + 1;
    return html`<button
        class="abreast"
        title=${this.t('versions.sideBySide')}
        aria-label=${this.t('versions.sideBySide')}
        @click=${() => this.emit({ kind: 'dialog', dialog: { kind: 'versions' } })}
      >
        ${icon('columns')}
      </button>
      <div class="scroll">
        <div
          class="tree"
          ${cssVars({ '--width': `${columns * COLUMN}px`, '--height': `${rows * ROW - 10}px` })}
        >
          <svg aria-hidden="true" width=${columns * COLUMN} height=${rows * ROW}>
            ${placed.map((node) => this.line(node, placed))}
          </svg>
          <ol role="list" aria-label=${this.t('history.label')}>
            ${session.revisions.map((revision) => this.thumbnail(revision, session.head, placed))}
          </ol>
        </div>
      </div>`;
  }

  private thumbnail(
    revision: RevisionView,
    head: number,
    placed: readonly PlacedNode[],
  ): TemplateResult {
    const { view } = this.state;
    const { number } = revision;
    const node = known(
      placed.find((candidate) => candidate.number === number),
      `the place of version ${number}`,
    );
    const isHead = number === head;
    const label = this.label(revision) + (isHead ? `, ${this.t('history.current')}` : '');
    const place = { '--x': `${node.column * COLUMN}px`, '--y': `${node.row * ROW}px` };
    return html`<li>
      <button
        class=${view.viewing === number ? 'viewing' : ''}
        data-revision=${number}
        aria-label=${label}
        title=${label}
        aria-current=${isHead ? 'true' : nothing}
        aria-pressed=${view.viewing === number}
        @click=${() => this.look(number)}
        ${cssVars(place)}
      >
        <img
          class=${revision.transparent ? 'see-through' : ''}
          src=${thumbnailUrl(revision, 160)}
          alt=""
          loading="lazy"
        />
        <span class="number" aria-hidden="true">${number}</span>
      </button>
      <span class="title" aria-hidden="true" ${cssVars(place)}>
        ${versionTitle(revision, this.language, this.t)}
      </span>
    </li>`;
  }

  private label(revision: RevisionView): string {
    const title = versionTitle(revision, this.language, this.t);
    return this.t('history.version', { number: revision.number, title });
  }

  private look(number: number): void {
    const { session, view } = this.state;
    const away = number === session?.head || number === view.viewing;
    this.emit({ kind: 'view-revision', number: away ? null : number });
  }

  private line(
    node: PlacedNode,
    placed: readonly PlacedNode[],
  ): SVGTemplateResult | typeof nothing {
    const parent = placed.find((candidate) => candidate.number === node.parent);
    if (parent === undefined) {
      return nothing;
    }
    const x0 = parent.column * COLUMN + THUMB_WIDTH;
    const y0 = parent.row * ROW + THUMB_HEIGHT / 2;
    const x1 = node.column * COLUMN;
    const y1 = node.row * ROW + THUMB_HEIGHT / 2;
    const bend = (x0 + x1) / 2;
    return svg`<path d="M${x0} ${y0}C${bend} ${y0} ${bend} ${y1} ${x1} ${y1}" />`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-history': CbHistory;
  }
}
