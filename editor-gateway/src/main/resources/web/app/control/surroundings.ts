import { problemOf } from 'chatbrush-client';
import { gateway } from '../api/gateway';
import type { Store } from '../state/store';
import { recentSessions } from './recent-sessions';

/** Milliseconds between looks at what is up, while no session tells of it. */
const STATUS_EVERY = 5_000;

/** Reads what belongs to no session: what is up, tools, sample photos, sessions of before. */
export class Surroundings {
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly store: Store) {}

  begin(): void {
    this.timer = setInterval(() => void this.lookAround(), STATUS_EVERY);
    void this.lookAround();
    void this.loadSamples();
    this.store.dispatch({ type: 'catalogue/recents', recents: recentSessions() });
  }

  end(): void {
    clearInterval(this.timer);
  }

  /** Asks what is up; while a session is open its event stream tells it too, and sooner. */
  private async lookAround(): Promise<void> {
    try {
      const status = await gateway.status();
      this.store.dispatch({ type: 'server/status', status });
      if (this.store.state.tools.length === 0) {
        this.store.dispatch({ type: 'catalogue/tools', tools: await gateway.tools() });
      }
    } catch (error) {
      problemOf(error);
      this.store.dispatch({ type: 'server/lost' });
    }
  }

  private async loadSamples(): Promise<void> {
    try {
      this.store.dispatch({ type: 'catalogue/samples', samples: await gateway.samples() });
    } catch (error) {
      const notice = { kind: 'problem', problem: problemOf(error) } as const;
      this.store.dispatch({ type: 'notice/shown', notice });
    }
  }
}
