import { isAbort, LiveEvents, problemOf } from 'chatbrush-client';
import type { Problem, ServerEvent, SessionView } from 'chatbrush-client';
import { gateway } from '../api/gateway';
import { revisionOf } from '../state/selectors';
import type { Notice } from '../state/state';
import type { Store } from '../state/store';
import type { ChatController } from './chat-controller';
import { isHeic, isReadable, sendFile } from './picture-file';
import { forgetRecent, rememberRecent } from './recent-sessions';
import type { SelectionController } from './selection-controller';
import { rememberSession, sessionInAddress } from './session-address';

/** Events that change nothing that a session's state holds. */
const PASSING: readonly ServerEvent['type'][] = [
  'waiting',
  'plan',
  'step',
  'progress',
  'preview',
  'status',
];

/** Opens, follows and leaves sessions, and moves through their history. */
export class SessionController {
  private live: LiveEvents | null = null;
  private heard = 0;
  private uploading: AbortController | null = null;
  /** Moves follow one another: two quick presses of undo are two steps. */
  private moves: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly selection: SelectionController,
    private readonly chat: ChatController,
  ) {}

  async openFile(file: File): Promise<void> {
    if (isHeic(file) && !(await isReadable(file))) {
      this.store.dispatch({ type: 'notice/shown', notice: { kind: 'info', key: 'heic' } });
      return;
    }
    const abort = new AbortController();
    this.uploading = abort;
    const tell = (share: number): void => this.store.dispatch({ type: 'session/uploading', share });
    await this.open(file.name, () => sendFile(file, tell, abort.signal));
  }

  /** Stops an upload; what was open before stays. */
  stopOpening(): void {
    this.uploading?.abort();
    this.store.dispatch({ type: 'session/notOpened' });
  }

  async openSample(id: string): Promise<boolean> {
    return this.open(id, () => gateway.sessions.openSample(id));
  }

  /** Follows the address bar, on load and when the person goes back or forth. */
  async followAddress(): Promise<void> {
    const id = sessionInAddress();
    if (id === null) {
      this.close();
    } else if (id !== this.store.state.session?.id) {
      const opened = await this.open('', () => gateway.sessions.read(id));
      if (!opened) {
        this.leaveWith(this.store.state.notice, id);
      }
    }
  }

  /**
   * Nothing comes from this address, or not any more: what was shown must not seem to be that. The
   * address stays for a reload, unless nothing is there.
   */
  private leaveWith(notice: Notice | null, id: string): void {
    this.leave();
    this.store.dispatch({ type: 'session/closed' });
    if (notice === null) {
      return;
    }
    if (notice.kind === 'gone' || (notice.kind === 'problem' && isGone(notice.problem))) {
      rememberSession(null);
      this.store.dispatch({ type: 'catalogue/recents', recents: forgetRecent(id) });
    }
    this.store.dispatch({ type: 'notice/shown', notice });
  }

  close(): void {
    this.leave();
    this.store.dispatch({ type: 'session/closed' });
    rememberSession(null);
  }

  async move(way: 'undo' | 'redo' | 'reset'): Promise<void> {
    await this.inTurn(async () => {
      const session = this.store.state.session;
      if (session === null || !isPossible(session, way)) {
        return;
      }
      // A clearing that is on its way must not clear the selection that comes back.
      await this.selection.settled();
      const view = await gateway.sessions.move(session.id, way);
      this.store.dispatch({ type: 'session/synced', session: view });
    });
  }

  /** Makes any revision the current one. */
  async returnTo(number: number): Promise<void> {
    await this.inTurn(async () => {
      const session = this.store.state.session;
      if (session === null) {
        return;
      }
      await this.selection.settled();
      const view = await gateway.sessions.putHead(session.id, number);
      this.store.dispatch({ type: 'session/synced', session: view });
      this.store.dispatch({ type: 'view/revision', number: null });
    });
  }

  /** Makes what is looked at the current one; false where that failed. */
  async returnToShown(): Promise<boolean> {
    const { session, view } = this.store.state;
    const { viewing } = view;
    if (viewing === null || viewing === session?.head) {
      return true;
    }
    await this.returnTo(viewing);
    return this.store.state.session?.head === viewing;
  }

  /** Makes the parent of a revision the current one; false where that failed. */
  async before(number: number): Promise<boolean> {
    const parent = revisionOf(this.store.state, number)?.parent ?? null;
    if (parent === null) {
      return false;
    }
    await this.returnTo(parent);
    return this.store.state.session?.head === parent;
  }

  private inTurn(task: () => Promise<void>): Promise<void> {
    this.moves = this.moves.then(task).catch((error: unknown) => this.tell(error));
    return this.moves;
  }

  private async open(name: string, task: () => Promise<SessionView>): Promise<boolean> {
    this.store.dispatch({ type: 'session/opening', name });
    try {
      const session = await task();
      this.leave();
      this.store.dispatch({ type: 'session/opened', session });
      rememberSession(session.id);
      const recents = rememberRecent({ id: session.id, name: session.name });
      this.store.dispatch({ type: 'catalogue/recents', recents });
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
      gateway.sessions.eventsPath(id),
      (event) => this.hear(id, event),
      () => void this.sync(id),
      () => this.store.dispatch({ type: 'server/lost' }),
      () => this.look(id),
    );
  }

  /** Whatever else keeps a line from being opened may pass. */
  private async look(id: string): Promise<void> {
    try {
      await gateway.sessions.read(id);
    } catch (error) {
      this.leavesGone(id, error);
    }
  }

  private leavesGone(id: string, error: unknown): boolean {
    if (isAbort(error) || this.store.state.session?.id !== id) {
      return false;
    }
    const problem = problemOf(error);
    if (isGone(problem)) {
      this.leaveWith({ kind: 'problem', problem }, id);
    }
    return isGone(problem);
  }

  private hear(id: string, event: ServerEvent): void {
    if (event.type === 'deleted') {
      this.leaveWith({ kind: 'gone', reason: event.reason }, id);
      return;
    }
    this.heard += PASSING.includes(event.type) ? 0 : 1;
    this.store.dispatch({ type: 'server/event', event, at: new Date().toISOString() });
  }

  /** Reads the session anew; what was told while it was read is newer, so then once more. */
  private async sync(id: string): Promise<void> {
    try {
      for (let heard = -1; heard !== this.heard;) {
        heard = this.heard;
        const session = await gateway.sessions.read(id);
        if (heard === this.heard) {
          this.store.dispatch({ type: 'session/synced', session });
        }
      }
    } catch (error) {
      if (!this.leavesGone(id, error)) {
        this.tell(error);
      }
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

function isGone(problem: Problem): boolean {
  return problem.code === 'SESSION_NOT_FOUND';
}

function isPossible(
  session: { canUndo: boolean; canRedo: boolean },
  way: 'undo' | 'redo' | 'reset',
): boolean {
  return way === 'redo' ? session.canRedo : session.canUndo;
}
