import { meansTheSame } from '../state/retry';
import { isBusy } from '../state/selectors';
import type { EditorState, Unsaid } from '../state/state';
import type { Store } from '../state/store';
import type { ChatController } from './chat-controller';
import type { SelectionController } from './selection-controller';

/** Milliseconds before each further try. */
const PAUSES = [1_500, 5_000, 15_000, 30_000] as const;

/** Does what was asked for while it could not be done: what waits in the row, what failed. */
export class FollowUp {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private lastFailed: Unsaid | string | null = null;

  constructor(
    private readonly store: Store,
    private readonly chat: ChatController,
    private readonly selection: SelectionController,
  ) {}

  /** Looks at each new state. */
  after(state: EditorState): void {
    const failed = failedIn(state);
    if (failed !== this.lastFailed) {
      this.lastFailed = failed;
      clearTimeout(this.timer);
      this.timer = undefined;
    }
    if (failed === null && !isBusy(state) && !state.selection.pending) {
      this.tries = 0;
    }
    const isUp = state.online && state.status?.status !== 'degraded';
    const pause = PAUSES[this.tries];
    if (failed !== null && isUp && pause !== undefined && this.timer === undefined) {
      this.timer = setTimeout(() => this.again(), pause);
    }
    if (state.chat.failed !== null && pause === undefined) {
      this.store.dispatch({ type: 'chat/left' });
      return;
    }
    const next = state.chat.queue[0];
    const free = !isBusy(state) && state.chat.failed === null && state.chat.proposal === null;
    if (next !== undefined && free) {
      void this.chat.sendQueued(next);
    }
  }

  private again(): void {
    this.timer = undefined;
    this.tries++;
    const { selection, chat } = this.store.state;
    if (selection.problem !== null) {
      this.selection.resend();
    } else if (chat.failed !== null && meansTheSame(chat.failed, this.store.state)) {
      void this.chat.repeat(chat.failed);
    } else {
      // Who selects something else meanwhile, or goes back, does not mean that by these words.
      this.store.dispatch({ type: 'chat/left' });
    }
  }
}

/** What is to be tried again; null when nothing is. */
function failedIn({ selection, chat }: EditorState): Unsaid | string | null {
  if (selection.problem?.retryable === true) {
    return 'selection';
  }
  return chat.edit === null ? chat.failed : null;
}
