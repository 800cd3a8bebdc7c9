import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ChatController } from '../../control/chat-controller';
import { COMMAND_EVENT } from '../../control/commands';
import type { Command } from '../../control/commands';
import { Dispatcher } from '../../control/dispatcher';
import { FollowUp } from '../../control/follow-up';
import { OutputController } from '../../control/output-controller';
import { PictureList } from '../../control/picture-list';
import { applyPreferences, loadPreferences, savePreferences } from '../../control/preferences';
import { Retries } from '../../control/retries';
import { SelectionController } from '../../control/selection-controller';
import { isStatusAddress } from '../../control/session-address';
import { SessionController } from '../../control/session-controller';
import { Surroundings } from '../../control/surroundings';
import { initialState } from '../../state/state';
import type { EditorState } from '../../state/state';
import { Store } from '../../state/store';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import '../cb-banner/cb-banner';
import '../cb-chat/cb-chat';
import '../cb-first-screen/cb-first-screen';
import '../cb-history/cb-history';
import '../cb-replace-dialog/cb-replace-dialog';
import '../cb-selection-bar/cb-selection-bar';
import '../cb-shortcuts/cb-shortcuts';
import '../cb-stage/cb-stage';
import '../cb-status/cb-status';
import '../cb-tool-rail/cb-tool-rail';
import '../cb-topbar/cb-topbar';
import '../cb-versions-dialog/cb-versions-dialog';
import '../cb-zoom-bar/cb-zoom-bar';
import type { CbChat } from '../cb-chat/cb-chat';
import type { CbStage } from '../cb-stage/cb-stage';
import { announcement } from './announcement';
import { appStyles } from './cb-app.styles';
import { PageEvents } from './page-events';

/** The whole page: holds the state, carries out commands, lays out the components. */
@customElement('cb-app')
export class CbApp extends EditorElement {
  static override styles = [baseStyles, appStyles];

  private readonly store = new Store(initialState(loadPreferences()));
  private readonly selection = new SelectionController(this.store);
  private readonly chatting = new ChatController(this.store, this.selection);
  private readonly session = new SessionController(this.store, this.selection, this.chatting);
  private readonly dispatcher = new Dispatcher(
    this.store,
    this.session,
    this.selection,
    this.chatting,
    new Retries(this.store, this.session, this.selection, this.chatting),
    new OutputController(this.store),
    new PictureList(this.store),
    {
      zoom: (to) => this.stage?.zoom(to),
      focusChat: () => this.chat?.focus(),
      chooseFile: (to) => this.choose(to),
      fillChat: (text) => this.chat?.fill(text),
    },
  );
  private readonly followUp = new FollowUp(this.store, this.chatting, this.selection);
  private readonly surroundings = new Surroundings(this.store);
  private events: PageEvents | null = null;
  /** What becomes of the file that is chosen. */
  private chosenTo: 'open-file' | 'add-picture' = 'open-file';

  @query('cb-stage') private stage!: CbStage | null;
  @query('cb-chat') private chat!: CbChat | null;
  @query('#open-file') private chooser!: HTMLInputElement;
  @state() private scale = 1;
  @state() private dropping = false;
  /** The page for operators is shown. */
  @state() private operators = false;

  constructor() {
    super();
    this.state = this.store.state;
    this.store.subscribe((next) => this.onState(next));
    applyPreferences(this.state.preferences);
    this.addEventListener(COMMAND_EVENT, (event) => this.run(event.detail));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.events = new PageEvents(this);
    window.addEventListener('popstate', this.onAddress);
    window.addEventListener('hashchange', this.onAddress);
    this.surroundings.begin();
    this.onAddress();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.events?.close();
    window.removeEventListener('popstate', this.onAddress);
    window.removeEventListener('hashchange', this.onAddress);
    this.surroundings.end();
  }

  run(command: Command): void {
    void this.dispatcher.run(command);
  }

  holdSpace(held: boolean): void {
    if (this.stage !== null) {
      this.stage.spaceHeld = held;
    }
  }

  showDropping(dropping: boolean): void {
    this.dropping = dropping;
  }

  override render(): TemplateResult {
    const { session, opening, view } = this.state;
    return html`
      ${
        session === null
          ? nothing
          : html`<button class="skip" @click=${() => this.run({ kind: 'focus-chat' })}>
              ${this.t('app.skip')}
            </button>`
      }
      <cb-topbar role="banner" .state=${this.state}></cb-topbar>
      <cb-banner .state=${this.state}></cb-banner>
      ${
        this.operators
          ? html`<cb-status .state=${this.state}></cb-status>`
          : session === null || opening !== null
            ? html`<cb-first-screen .state=${this.state}></cb-first-screen>`
            : this.editor()
      }
      ${
        view.dialog?.kind === 'shortcuts'
          ? html`<cb-shortcuts .state=${this.state}></cb-shortcuts>`
          : nothing
      }
      ${
        view.dialog?.kind === 'versions'
          ? html`<cb-versions-dialog .state=${this.state}></cb-versions-dialog>`
          : nothing
      }
      ${
        view.dialog?.kind === 'replace'
          ? html`<cb-replace-dialog
              .state=${this.state}
              .file=${view.dialog.file}
            ></cb-replace-dialog>`
          : nothing
      }
      <input
        type="file"
        id="open-file"
        accept="image/*,.heic,.heif,.zip"
        hidden
        aria-label=${this.t('bar.open')}
        @change=${this.onChosen}
      />
      ${this.dropping ? html`<div class="dropping">${this.t('first.dropNow')}</div>` : nothing}
      <div class="hidden-text" aria-live="polite">${announcement(this.state, this.t)}</div>
    `;
  }

  private editor(): TemplateResult {
    return html`<div class="editor">
      <main class="picture">
        <cb-stage .state=${this.state} @stage-view=${() => (this.scale = this.stage?.scale ?? 1)}>
          <cb-tool-rail .state=${this.state}></cb-tool-rail>
          <cb-selection-bar .state=${this.state}></cb-selection-bar>
          <cb-zoom-bar .state=${this.state} .scale=${this.scale}></cb-zoom-bar>
        </cb-stage>
        ${
          (this.state.session?.revisions.length ?? 0) > 1
            ? html`<cb-history .state=${this.state}></cb-history>`
            : nothing
        }
      </main>
      <cb-chat
        role="complementary"
        aria-label=${this.t('chat.label')}
        .state=${this.state}
      ></cb-chat>
    </div>`;
  }

  private choose(to: 'open-file' | 'add-picture'): void {
    this.chosenTo = to;
    this.chooser.click();
  }

  private onChosen(): void {
    const file = this.chooser.files?.[0];
    this.chooser.value = '';
    if (file !== undefined) {
      this.run({ kind: this.chosenTo, file });
    }
  }

  private onState(next: EditorState): void {
    if (next.preferences !== this.state.preferences) {
      applyPreferences(next.preferences);
      savePreferences(next.preferences);
    }
    this.state = next;
    this.followUp.after(next);
    document.title = next.session === null ? 'Chatbrush' : `${next.session.name} – Chatbrush`;
  }

  private readonly onAddress = (): void => {
    this.operators = isStatusAddress();
    if (!this.operators) {
      void this.session.followAddress();
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-app': CbApp;
  }
}
