import { isAbort, problemOf, randomKey } from 'chatbrush-client';
import type { Problem } from 'chatbrush-client';
import { gateway } from '../api/gateway';
import { freePictures, withReferences } from '../state/added-pictures';
import { isBusy } from '../state/selectors';
import type { Saying, Sent } from '../state/sent';
import type { Unsaid } from '../state/state';
import type { Store } from '../state/store';
import type { ToolSettings } from '../state/tool-settings';
import { isSettledBefore, plannedAs } from './planned';
import { PictureUploads } from './picture-uploads';
import type { Upload } from './picture-uploads';
import type { SelectionController } from './selection-controller';

/** After the last change of a selection: whoever paints or clicks twice has not finished yet. */
const PAUSE_MS = 800;

/** The words with all that they bring, or why that did not arrive. */
interface Brought {
  readonly saying: Saying;
  readonly problem: Problem | null;
}

/** Says messages. One edit at a time; what becomes of it is told by the session's events. */
export class ChatController {
  private call: AbortController | null = null;
  private stopWhenBegun = false;
  private resuming: ReturnType<typeof setTimeout> | undefined;
  private readonly uploads: PictureUploads;
  /** What was said before all its pictures had arrived, with what becomes of it. */
  private readonly bringing = new WeakMap<Saying, Promise<Brought>>();

  constructor(
    private readonly store: Store,
    private readonly selection: SelectionController,
  ) {
    this.uploads = new PictureUploads(store);
  }

  /** With the pictures that were added since the last message, unless others are named. */
  async send(text: string, references?: readonly string[], tool?: string): Promise<void> {
    const session = this.store.state.session;
    if (session === null || text.trim() === '') {
      return;
    }
    const free = freePictures(this.store.state.chat).map((picture) => picture.reference);
    const words = { text: text.trim(), ...(tool === undefined ? {} : { tool }) };
    const saying = withReferences(words, references ?? free);
    const uploads = references === undefined ? this.uploads.take() : [];
    if (uploads.length > 0) {
      this.bringing.set(saying, this.bring(saying, uploads));
    }
    if (isBusy(this.store.state)) {
      this.store.dispatch({ type: 'chat/queued', saying });
    } else {
      await this.say(session.id, { saying, key: null, sent: null }, false);
    }
  }

  /** Says what has waited first. */
  async sendQueued(saying: Saying): Promise<void> {
    const { session } = this.store.state;
    if (session !== null && !isBusy(this.store.state)) {
      await this.say(session.id, { saying, key: null, sent: null }, true);
    }
  }

  /** Says again what failed, as the same call where that may have arrived. */
  async repeat(unsaid: Unsaid): Promise<void> {
    const { session } = this.store.state;
    if (session !== null && !isBusy(this.store.state)) {
      await this.say(session.id, unsaid, false);
    }
  }

  /** A picture for the next message to bring. */
  async addPicture(file: File): Promise<void> {
    const { session } = this.store.state;
    if (session !== null) {
      await this.uploads.add(session.id, file);
    }
  }

  /** Does what was proposed, as it was changed. */
  async runPlan(): Promise<void> {
    const { session, chat } = this.store.state;
    if (session !== null && chat.proposal !== null && !isBusy(this.store.state)) {
      await this.say(session.id, { saying: chat.proposal, key: null, sent: null }, false);
    }
  }

  private async say(sessionId: string, unsaid: Unsaid, queued: boolean): Promise<void> {
    const { key } = unsaid;
    const settings = unsaid.sent?.settings ?? this.store.state.preferences.toolOptions;
    this.call = new AbortController();
    const { signal } = this.call;
    this.stopWhenBegun = false;
    this.store.dispatch({ type: 'chat/sending', saying: unsaid.saying, queued });
    const brought = await this.bringing.get(unsaid.saying);
    if (signal.aborted) {
      return;
    }
    const saying = brought?.saying ?? unsaid.saying;
    if (brought !== undefined && brought.problem !== null) {
      // Not said again, by itself or by Retry: without that picture it would mean something else.
      const problem = { ...brought.problem, retryable: false };
      this.fail(this.sent(saying, settings), key, problem);
      this.store.dispatch({ type: 'chat/left' });
      return;
    }
    await this.selection.settled();
    const { problem } = this.store.state.selection;
    if (problem !== null) {
      // Without what was pointed at, the words would mean something else.
      this.fail(this.sent(saying, settings), key, problem);
      return;
    }
    // Under a key of before, it is the same call to the letter.
    const asIs = key !== null || !isSettledBefore(this.store.state, saying, settings);
    const settled = asIs ? saying : await this.plan(sessionId, saying, settings, signal);
    if (settled !== null) {
      await this.begin(sessionId, this.sent(settled, settings), key ?? randomKey(), signal);
    }
  }

  private async bring(before: Saying, uploads: readonly Upload[]): Promise<Brought> {
    const arrived = await Promise.all(uploads);
    const references = arrived.filter((upload) => typeof upload === 'string');
    const saying = withReferences(before, [...(before.references ?? []), ...references]);
    const problem = arrived.find((upload) => typeof upload !== 'string') ?? null;
    if (problem === null) {
      this.store.dispatch({ type: 'chat/brought', before, saying });
    }
    return { saying, problem };
  }

  /**
   * The words with their plan, where a person has settled something for it beforehand; null where
   * that is shown first or has failed. Where nothing would be done, the answer is all there is.
   */
  private async plan(
    sessionId: string,
    saying: Saying,
    settings: ToolSettings,
    signal: AbortSignal,
  ): Promise<Saying | null> {
    try {
      const plan = await gateway.edits.plan(sessionId, saying, signal);
      const planned = plannedAs(this.store.state, saying, plan, settings);
      if (planned !== null && this.store.state.preferences.planFirst) {
        this.store.dispatch({ type: 'chat/proposed', proposal: planned });
        return null;
      }
      return planned ?? saying;
    } catch (error) {
      if (!isAbort(error)) {
        this.fail(this.sent(saying, settings), null, problemOf(error));
      }
      return null;
    }
  }

  /** Says again what waited for a selection, a moment after the last change to that. */
  resumeSoon(): void {
    clearTimeout(this.resuming);
    if (this.store.state.chat.waiting !== null) {
      this.resuming = setTimeout(() => void this.resume(), PAUSE_MS);
    }
  }

  private async resume(): Promise<void> {
    await this.selection.settled();
    const { chat, selection } = this.store.state;
    const selected = selection.problem === null && (selection.answer?.area ?? 0) > 0;
    if (chat.waiting !== null && selected) {
      await this.repeat({ saying: chat.waiting, key: null, sent: null });
    }
  }

  /** Asks the gateway to stop; the card stays until the gateway says that it has stopped. */
  async stop(): Promise<void> {
    const { session, chat } = this.store.state;
    if (session === null || chat.edit === null) {
      return;
    }
    this.store.dispatch({ type: 'chat/stopping', stopping: true });
    if (chat.edit.editId === null) {
      this.stopWhenBegun = true;
      return;
    }
    await this.cancel(session.id, chat.edit.editId);
  }

  /** Stops waiting for an answer, as when the session is left; the edit itself goes on. */
  abandon(): void {
    clearTimeout(this.resuming);
    this.uploads.forget();
    this.call?.abort();
  }

  private async begin(
    sessionId: string,
    sent: Sent,
    key: string,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const { editId } = await gateway.edits.begin(sessionId, sent.saying, key, signal);
      this.store.dispatch({ type: 'chat/begun', editId, sent });
      if (this.stopWhenBegun) {
        this.stopWhenBegun = false;
        await this.stop();
      }
    } catch (error) {
      if (!isAbort(error)) {
        this.fail(sent, key, problemOf(error));
      }
    }
  }

  /** With what is selected, on which version, by now. */
  private sent(saying: Saying, settings: ToolSettings): Sent {
    const { session, selection } = this.store.state;
    return { saying, version: session?.head ?? 0, drawing: selection.draft, settings };
  }

  private fail(sent: Sent, key: string | null, problem: Problem): void {
    const unsaid = { saying: sent.saying, key, sent };
    this.store.dispatch({ type: 'chat/failed', unsaid, problem, at: new Date().toISOString() });
  }

  private async cancel(sessionId: string, editId: string): Promise<void> {
    try {
      await gateway.edits.cancel(sessionId, editId);
    } catch (error) {
      const problem = problemOf(error);
      // One that has ended by itself meanwhile needs no words.
      if (this.store.state.chat.edit?.editId === editId) {
        this.store.dispatch({ type: 'chat/stopping', stopping: false });
        this.store.dispatch({ type: 'notice/shown', notice: { kind: 'problem', problem } });
      }
    }
  }
}
