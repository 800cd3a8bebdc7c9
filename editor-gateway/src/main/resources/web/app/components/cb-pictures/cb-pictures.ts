import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SessionSummary } from 'chatbrush-client';
import { gateway } from '../../api/gateway';
import { forgetRecents } from '../../control/recent-sessions';
import { megabytes } from '../../state/pictures';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import type { IconName } from '../shared/icon';
import { picturesStyles } from './cb-pictures.styles';
import { focusAfter, placeOf } from './focus';

/** What is asked of one picture. */
interface Asked {
  readonly of: string;
  readonly what: 'rename' | 'delete';
}

/** The pictures that were worked on, the last one first: opened, renamed, exported, deleted. */
@customElement('cb-pictures')
export class CbPictures extends EditorElement {
  static override styles = [baseStyles, picturesStyles];

  @state() private asked: Asked | null = null;
  /** Where the focus goes when what has it is taken away. */
  private focusNext: string | null = null;
  @query('#name') private nameField!: HTMLInputElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.emit({ kind: 'list-pictures', from: 'start' });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('state')?.pictures ?? this.state.pictures;
    this.focusNext = focusAfter(before, this.state.pictures, this.shadowRoot?.activeElement);
  }

  protected override updated(): void {
    if (this.focusNext !== null) {
      this.focusOn(this.focusNext);
    }
  }

  override render(): TemplateResult {
    const { shown, next, failed, owner } = this.state.pictures;
    return html`${shown === null || shown.length === 0 ? nothing : this.all(shown)}
      ${this.others(shown ?? [])}
      <div class="ends">
        ${
          next === null && !failed
            ? nothing
            : html`<button
                class="quiet"
                id="more"
                @click=${() => this.emit({ kind: 'list-pictures', from: 'next' })}
              >
                ${this.t(failed ? 'problem.retry' : 'pictures.more')}
              </button>`
        }
        <button
          class="quiet"
          id="import"
          @click=${() => this.emit({ kind: 'choose-file', to: 'open-file' })}
        >
          ${this.t('pictures.import')}
        </button>
      </div>
      ${owner === null ? nothing : this.signedIn(owner)}`;
  }

  /** What this browser has opened beside: others' pictures, by their links, and older ones. */
  private others(shown: readonly SessionSummary[]): TemplateResult | typeof nothing {
    const others = this.state.recents.filter(({ id }) => !shown.some((one) => one.id === id));
    return others.length === 0
      ? nothing
      : html`<h2>${this.t('first.recent')}</h2>
          <div class="chips">
            ${others.map(({ id, name }) => html`<a class="chip" href="#/s/${id}">${name}</a>`)}
          </div>`;
  }

  /** A provider's name of somebody is no word for people. */
  private signedIn(owner: string): TemplateResult {
    return html`<form class="ends" method="post" action="/login/out" @submit=${forgetRecents}>
      ${owner.startsWith('oidc') ? nothing : html`<span>${this.t('pictures.owner', { owner })}</span>`}
      <button class="quiet" id="sign-out">${this.t('pictures.signOut')}</button>
    </form>`;
  }

  private all(shown: readonly SessionSummary[]): TemplateResult {
    return html`<h2>${this.t('pictures.title')}</h2>
      <ul class="pictures" role="list">
        ${repeat(
          shown,
          ({ id }) => id,
          (one) => html`<li data-session=${one.id}>${this.one(one)}</li>`,
        )}
      </ul>`;
  }

  private one(picture: SessionSummary): TemplateResult {
    const what = this.asked?.of === picture.id ? this.asked.what : null;
    return what === null
      ? this.card(picture)
      : what === 'rename'
        ? this.naming(picture)
        : this.deleting(picture);
  }

  private card(picture: SessionSummary): TemplateResult {
    const { id, name } = picture;
    const exports = this.t('pictures.export', { name });
    return html`<a class="open" href="#/s/${id}">
        <img src=${picture.thumbnailUrl} alt="" loading="lazy" />
        <span class="words">
          <strong>${name}</strong>
          ${this.about(picture).map((words) => html`<small>${words}</small>`)}
        </span>
      </a>
      <div class="tools">
        ${this.button('rename', 'pencil', picture)}
        <a
          class="icon-button"
          href=${gateway.sessions.exportPath(id)}
          download
          aria-label=${exports}
          title=${exports}
          >${icon('download')}</a
        >
        ${this.button('delete', 'bin', picture)}
      </div>`;
  }

  private button(
    what: Asked['what'],
    shape: IconName,
    { id, name }: SessionSummary,
  ): TemplateResult {
    const words = this.t(`pictures.${what}`, { name });
    return html`<button
      class="icon-button"
      data-do=${what}
      aria-label=${words}
      title=${words}
      @click=${() => void this.ask({ of: id, what })}
    >
      ${icon(shape)}
    </button>`;
  }

  private about({ revisions, bytes, changedAt, keptUntil }: SessionSummary): readonly string[] {
    const count = { count: revisions };
    const versions = this.t(revisions === 1 ? 'pictures.version' : 'pictures.versions', count);
    const changed = new Date(changedAt);
    const isToday = changed.toDateString() === new Date().toDateString();
    const when = isToday
      ? changed.toLocaleTimeString(this.language, { timeStyle: 'short' })
      : this.day(changed);
    const until = keptUntil === null ? [] : [new Date(keptUntil)];
    return [
      `${versions} · ${megabytes(bytes)} MB`,
      when,
      ...until.map((end) => this.t('pictures.until', { date: this.day(end) })),
    ];
  }

  private day(moment: Date): string {
    return moment.toLocaleDateString(this.language, { dateStyle: 'medium' });
  }

  private naming({ id, name }: SessionSummary): TemplateResult {
    return html`<form @submit=${(event: Event) => this.save(event, id)} @keydown=${this.onKey}>
      <label for="name">${this.t('pictures.newName')}</label>
      <input id="name" maxlength="120" required autocomplete="off" .value=${name} />
      <button class="primary">${this.t('pictures.save')}</button>
      ${this.no(id, 'pictures.cancel')}
    </form>`;
  }

  private deleting({ id, name }: SessionSummary): TemplateResult {
    return html`<div class="really" role="group" aria-labelledby="really" @keydown=${this.onKey}>
      <p id="really">${this.t('pictures.reallyDelete', { name })}</p>
      <button class="danger" id="for-good" @click=${() => this.delete(id)}>
        ${this.t('pictures.forGood')}
      </button>
      ${this.no(id, 'pictures.keep')}
    </div>`;
  }

  private no(id: string, words: 'pictures.cancel' | 'pictures.keep'): TemplateResult {
    return html`<button type="button" class="quiet" id="no" @click=${() => void this.done(id)}>
      ${this.t(words)}
    </button>`;
  }

  /** Whoever types goes on typing; who deletes must mean it, so "no" is what Enter says. */
  private async ask(asked: Asked): Promise<void> {
    this.asked = asked;
    await this.updateComplete;
    this.nameField?.select();
    this.focusOn(asked.what === 'rename' ? '#name' : '#no');
  }

  private save(event: Event, id: string): void {
    event.preventDefault();
    const name = this.nameField?.value.trim() ?? '';
    if (name !== '') {
      this.emit({ kind: 'rename-picture', id, name });
    }
    void this.done(id);
  }

  private delete(id: string): void {
    this.emit({ kind: 'delete-picture', id });
    void this.done(id);
  }

  /** Back to the picture: what was asked of it is asked once. */
  private async done(id: string): Promise<void> {
    this.asked = null;
    await this.updateComplete;
    this.focusOn(placeOf(id));
  }

  private focusOn(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.isComposing && this.asked !== null) {
      event.stopPropagation();
      void this.done(this.asked.of);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-pictures': CbPictures;
  }
}
