import { isBusy } from '../state/selectors';
import { asFarAsThere } from '../state/retry';
import type { Sent } from '../state/sent';
import type { Lost } from '../state/state';
import type { Store } from '../state/store';
import type { ChatController } from './chat-controller';
import type { SelectionController } from './selection-controller';
import type { SessionController } from './session-controller';

/**
 * Tries a message again as it was sent: with its tool and options, its selection, on its version.
 * What of them is not there any more is said.
 */
export class Retries {
  constructor(
    private readonly store: Store,
    private readonly session: SessionController,
    private readonly selection: SelectionController,
    private readonly chat: ChatController,
  ) {}

  async again(editId: string): Promise<void> {
    const { state } = this.store;
    const known = state.chat.sent[editId];
    const sent = known ?? this.words(editId);
    if (sent === null || isBusy(state)) {
      return;
    }
    const now = asFarAsThere(sent, state);
    const back = now.sent.version === state.session?.head ? null : now.sent.version;
    if (back !== null) {
      await this.session.returnTo(back);
      if (this.store.state.session?.head !== back) {
        return; // why not is told
      }
    }
    this.selection.restore(now.sent.drawing);
    this.tell(back, known === undefined ? ['unknown'] : now.lost);
    await this.chat.repeat({ saying: now.sent.saying, key: null, sent: now.sent });
  }

  /** Of another page's message, and after a reload, the words alone are known. */
  private words(editId: string): Sent | null {
    const { chat, session, selection, view } = this.store.state;
    const said = chat.messages.find(
      (message) => message.editId === editId && message.role === 'user',
    );
    if (said === undefined || session === null) {
      return null;
    }
    const { text, references } = said;
    const saying = references === undefined ? { text } : { text, references };
    // What is looked at is what is edited.
    const version = view.viewing ?? session.head;
    return { saying, version, drawing: selection.draft, settings: {} };
  }

  private tell(version: number | null, lost: readonly Lost[]): void {
    if (version !== null || lost.length > 0) {
      const notice = { kind: 'retried', version, lost } as const;
      this.store.dispatch({ type: 'notice/shown', notice });
    }
  }
}
