import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { withQuery } from '../../api/image-url';
import type { SampleView } from 'chatbrush-client';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import '../cb-pictures/cb-pictures';
import { cardStyles } from './cards.styles';
import { firstScreenStyles } from './cb-first-screen.styles';
import { examplePoint, EXAMPLES } from './examples';
import type { FirstExample } from './examples';
import { openingStyles } from './opening.styles';

/** Where one begins: a picture of one's own, something to try at once, or a sample photo. */
@customElement('cb-first-screen')
export class CbFirstScreen extends EditorElement {
  static override styles = [baseStyles, firstScreenStyles, cardStyles, openingStyles];

  override render(): TemplateResult {
    const { opening } = this.state;
    if (opening !== null) {
      return this.opening(opening);
    }
    return html`<main>
      <h1>${this.t('app.tagline')}</h1>
      <p class="lead">${this.t('app.lead')}</p>
      <button
        class="drop"
        id="choose"
        @click=${() => this.emit({ kind: 'choose-file', to: 'open-file' })}
      >
        <span class="badge">${icon('open')}</span>
        <strong>${this.t('first.drop')}</strong>
        <span>${this.t('first.or')} <span class="choose">${this.t('first.choose')}</span></span>
        <small>${this.t('first.limits')}</small>
      </button>
      <cb-pictures .state=${this.state}></cb-pictures>
      ${this.state.samples.length === 0 ? nothing : [this.examples(), this.samples()]}
    </main>`;
  }

  private opening(name: string): TemplateResult {
    const { uploaded } = this.state;
    const words = name === '' ? this.t('app.openingAny') : this.t('app.opening', { name });
    return html`<main>
      <div class="opening" role="status">
        <div>
          <div class="spinner"></div>
          ${words} ${uploaded === null ? nothing : this.progress(uploaded)}
        </div>
      </div>
    </main>`;
  }

  /** How much is on its way, and a way to stop it. */
  private progress(share: number): TemplateResult {
    const percent = Math.round(share * 100);
    return html`<div class="upload">
      <progress max="100" value=${percent} aria-label=${this.t('first.upload')}></progress>
      <span>${percent} %</span>
      <button class="quiet" id="stop-opening" @click=${() => this.emit({ kind: 'stop-opening' })}>
        ${this.t('replace.cancel')}
      </button>
    </div>`;
  }

  private examples(): TemplateResult {
    return html`<h2>${this.t('first.try')}</h2>
      <ul class="examples" role="list">
        ${EXAMPLES.map((example) => {
          const sample = this.sampleOf(example);
          return sample === undefined ? nothing : html`<li>${this.example(example, sample)}</li>`;
        })}
      </ul>`;
  }

  /** The left half as it is, the right half as the words make it. */
  private example(example: FirstExample, sample: SampleView): TemplateResult {
    return html`<button class="example" @click=${() => this.tryOut(example, sample)}>
      <span class="halves">
        ${thumbnail(sample)}
        <img class="after" src="/examples/${example.sample}.webp" alt="" loading="lazy" />
      </span>
      <span>${this.t(example.chip)}</span>
    </button>`;
  }

  private samples(): TemplateResult {
    return html`<h2>${this.t('first.samples')}</h2>
      <ul class="samples" role="list">
        ${this.state.samples.map((sample) => this.sampleCard(sample))}
      </ul>`;
  }

  private sampleCard(sample: SampleView): TemplateResult {
    const title = this.localized(sample.title);
    const { credit, licence } = sample;
    return html`<li>
      <button
        class="sample"
        data-sample=${sample.id}
        title=${this.t('first.credit', { credit, licence })}
        @click=${() => this.emit({ kind: 'open-sample', id: sample.id })}
      >
        ${thumbnail(sample)}
        <span class="hidden-text">${this.t('first.openSample')}</span>
        <span>${title}</span>
        <small>${credit}</small>
      </button>
    </li>`;
  }

  private sampleOf(example: FirstExample): SampleView | undefined {
    return this.state.samples.find((sample) => sample.id === example.sample);
  }

  private tryOut(example: FirstExample, { id, width, height }: SampleView): void {
    const point = examplePoint(example, width, height);
    const text = this.t(example.text);
    this.emit({ kind: 'open-sample', id, example: { text, point } });
  }
}

function thumbnail({ imageUrl }: SampleView): TemplateResult {
  return html`<img
    src=${withQuery(imageUrl, 'maxSide=160')}
    srcset="${withQuery(imageUrl, 'maxSide=160')} 1x, ${withQuery(imageUrl, 'maxSide=320')} 2x"
    alt=""
    loading="lazy"
  />`;
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-first-screen': CbFirstScreen;
  }
}
