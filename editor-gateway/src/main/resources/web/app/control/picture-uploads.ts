import { problemOf } from 'chatbrush-client';
import type { Problem } from 'chatbrush-client';
import { gateway } from '../api/gateway';
import type { Store } from '../state/store';
import { uploadable } from './picture-file';

/** The picture's reference, or why there is none. */
export type Upload = Promise<string | Problem>;

/** Pictures on their way to the gateway. The message that is said next waits for them. */
export class PictureUploads {
  private running: readonly Upload[] = [];

  constructor(private readonly store: Store) {}

  async add(sessionId: string, file: File): Promise<void> {
    const upload = this.send(sessionId, file);
    this.running = [...this.running, upload];
    await upload;
    this.running = this.running.filter((other) => other !== upload);
  }

  /** Those that nobody waits for yet; no later message waits for the same. */
  take(): readonly Upload[] {
    const taken = this.running;
    this.running = [];
    return taken;
  }

  /** Those of a session that is left. */
  forget(): void {
    this.running = [];
  }

  private async send(sessionId: string, file: File): Upload {
    try {
      const picture = await gateway.sessions.addPicture(
        sessionId,
        await uploadable(file),
        file.name,
      );
      if (this.store.state.session?.id === sessionId) {
        this.store.dispatch({ type: 'chat/pictureAdded', picture });
      }
      return picture.reference;
    } catch (error) {
      const problem = problemOf(error);
      this.store.dispatch({ type: 'notice/shown', notice: { kind: 'problem', problem } });
      return problem;
    }
  }
}
