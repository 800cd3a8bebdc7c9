import { cancelEdit, postMessage, readSession } from '../api/gateway';
import { isAbort, problemOf } from '../api/problem-error';
import { isBusy } from '../state/selectors';
import type { Store } from '../state/store';
import { randomKey } from './random-key';
import type { SelectionController } from './selection-controller';

/** Says messages and follows their edits. One edit at a time. */
export class ChatController {
  private call: AbortController | null = null;
  private stopWhenAccepted = false;

  constructor(
    private readonly store: Store,
    private readonly selection: SelectionController,
  ) {}

  async send(text: string): Promise<void> {
    const session = this.store.state.session;
    if (session === null || isBusy(this.store.state) || text.trim() === '') {
      return;
    }
    this.call = new AbortController();
    this.stopWhenAccepted = false;
    this.store.dispatch({ type: 'view/revision', number: null });
    this.store.dispatch({ type: 'chat/sending', text: text.trim() });
    await this.selection.settled();
    await this.follow(session.id, text.trim(), this.call.signal);
  }

  /** Asks the gateway to stop; the card stays until the gateway says that it has stopped. */
  async stop(): Promise<void> {
    const { session, chat } = this.store.state;
    if (session === null || chat.edit === null) {
      return;
    }
    this.store.dispatch({ type: 'chat/stopping' });
    if (chat.edit.editId === null) {
      this.stopWhenAccepted = true;
      return;
    }
    try {
      await cancelEdit(session.id, chat.edit.editId);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Stops listening, as when the session is left; the edit itself goes on. */
  abandon(): void {
    this.call?.abort();
  }

  private async follow(sessionId: string, text: string, signal: AbortSignal): Promise<void> {
    try {
      for await (const event of postMessage(sessionId, text, randomKey(), signal)) {
        this.store.dispatch({ type: 'server/event', event, at: new Date().toISOString() });
        if (event.type === 'accepted' && this.stopWhenAccepted) {
          this.stopWhenAccepted = false;
          await this.stop();
        }
      }
      await this.reconcile(sessionId);
    } catch (error) {
      if (!isAbort(error)) {
        this.fail(error);
      }
    }
  }

  /** The stream ended without `done`: ask what has become of the edit. */
  private async reconcile(sessionId: string): Promise<void> {
    if (isBusy(this.store.state)) {
      this.store.dispatch({ type: 'session/synced', session: await readSession(sessionId) });
    }
  }

  private fail(error: unknown): void {
    this.store.dispatch({
      type: 'chat/failed',
      problem: problemOf(error),
      at: new Date().toISOString(),
    });
  }
}
