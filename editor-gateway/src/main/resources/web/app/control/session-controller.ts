import { createSession, eventsPath, moveHead, openSample, readSession } from '../api/gateway';
import { LiveEvents } from '../api/live-events';
import { isAbort, problemOf } from '../api/problem-error';
import type { SessionView } from '../api/types';
import { undoDistance } from '../geometry/history-layout';
import type { Store } from '../state/store';
import type { ChatController } from './chat-controller';
import { uploadable } from './picture-file';
import type { SelectionController } from './selection-controller';
import { rememberSession, sessionInAddress } from './session-address';

/** Opens, follows and leaves sessions, and moves through their history. */
export class SessionController {
  private live: LiveEvents | null = null;
  private moving = false;

  constructor(
    private readonly store: Store,
    private readonly selection: SelectionController,
    private readonly chat: ChatController,
  ) {}

  async openFile(file: File): Promise<void> {
    await this.open(file.name, async () => createSession(await uploadable(file), file.name));
  }

  async openSample(id: string): Promise<boolean> {
    return this.open(id, () => openSample(id));
  }

  /** Follows the address bar, on load and when the person goes back or forth. */
  async followAddress(): Promise<void> {
    const id = sessionInAddress();
    if (id === null) {
      this.close();
    } else if (id !== this.store.state.session?.id) {
      await this.open('', () => readSession(id));
    }
  }

  close(): void {
    this.leave();
    this.store.dispatch({ type: 'session/closed' });
    rememberSession(null);
  }

  async move(way: 'undo' | 'redo' | 'reset'): Promise<void> {
    const session = this.store.state.session;
    if (session === null || this.moving || !isPossible(session, way)) {
      return;
    }
    await this.guarded(async () => {
      const view = await moveHead(session.id, way);
      this.store.dispatch({ type: 'session/synced', session: view });
    });
  }

  /** Takes back edits until the given revision is the head. */
  async returnTo(number: number): Promise<void> {
    const session = this.store.state.session;
    if (session === null || this.moving) {
      return;
    }
    await this.guarded(async () => {
      let steps = undoDistance(session.revisions, session.head, number);
      for (; steps > 0; steps--) {
        const view = await moveHead(session.id, 'undo');
        this.store.dispatch({ type: 'session/synced', session: view });
      }
      this.store.dispatch({ type: 'view/revision', number: null });
    });
  }

  private async guarded(task: () => Promise<void>): Promise<void> {
    this.moving = true;
    try {
      await task();
    } catch (error) {
      this.tell(error);
    } finally {
      this.moving = false;
    }
  }

  private async open(name: string, task: () => Promise<SessionView>): Promise<boolean> {
    this.store.dispatch({ type: 'session/opening', name });
    try {
      const session = await task();
      this.leave();
      this.store.dispatch({ type: 'session/opened', session });
      rememberSession(session.id);
      this.listen(session.id);
      return true;
    } catch (error) {
      this.tell(error);
      return false;
    }
  }

  private leave(): void {
    this.live?.close();
    this.live = null;
    this.selection.abandon();
    this.chat.abandon();
  }

  private listen(id: string): void {
    this.live = new LiveEvents(
      eventsPath(id),
      (event) => this.store.dispatch({ type: 'server/event', event, at: new Date().toISOString() }),
      () => void this.sync(id),
      () => this.store.dispatch({ type: 'server/lost' }),
    );
  }

  private async sync(id: string): Promise<void> {
    try {
      this.store.dispatch({ type: 'session/synced', session: await readSession(id) });
    } catch (error) {
      this.tell(error);
    }
  }

  private tell(error: unknown): void {
    if (isAbort(error)) {
      return;
    }
    const notice = { kind: 'problem', problem: problemOf(error) } as const;
    this.store.dispatch({ type: 'notice/shown', notice });
  }
}

function isPossible(
  session: { canUndo: boolean; canRedo: boolean },
  way: 'undo' | 'redo' | 'reset',
): boolean {
  return way === 'redo' ? session.canRedo : session.canUndo;
}
