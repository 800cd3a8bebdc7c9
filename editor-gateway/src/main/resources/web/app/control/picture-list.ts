import { problemOf } from 'chatbrush-client';
import type { Problem, SessionList } from 'chatbrush-client';
import { gateway } from '../api/gateway';
import { ownedBy, renamed, UNREAD, without, withMore } from '../state/pictures';
import type { Pictures } from '../state/pictures';
import type { Recent } from '../state/state';
import type { Store } from '../state/store';
import type { PicturesCommand } from './commands';
import { forgetRecent, renameRecent } from './recent-sessions';

/** As many as a person takes in at once; more where they ask for more. */
const FIRST = 8;
const MORE = 24;

/** The list of pictures in the store: reads it, and carries out what is asked of one. */
export class PictureList {
  /** A list that was on its way meanwhile may still name them. */
  private readonly gone = new Set<string>();
  /** The one that is waited for: of two, only what the later one brings counts. */
  private reading: object | null = null;

  constructor(private readonly store: Store) {}

  run(command: PicturesCommand): Promise<void> {
    switch (command.kind) {
      case 'list-pictures':
        return this.read(command.from);
      case 'rename-picture':
        return this.rename(command.id, command.name);
      case 'delete-picture':
        return this.delete(command.id);
    }
  }

  /** From the start, or those that follow; after a failure, what it was to bring. */
  private async read(from: 'start' | 'next'): Promise<void> {
    const reading = {};
    this.reading = reading;
    if (from === 'start') {
      this.become(UNREAD);
    }
    const { shown, next } = this.pictures;
    try {
      const isSomebody = shown !== null || (await this.isSomebody());
      const list = isSomebody
        ? await gateway.sessions.list(shown === null ? FIRST : MORE, next)
        : null;
      if (this.reading === reading) {
        const known = { ...this.pictures, failed: false };
        this.become(list === null ? known : withMore(known, this.there(list)));
      }
    } catch (error) {
      const problem = problemOf(error);
      if (this.reading === reading) {
        this.become({ ...this.pictures, failed: true });
        this.tellWhereShown(problem);
      }
    }
  }

  /** Who has but a link has no pictures. */
  private async isSomebody(): Promise<boolean> {
    const me = await gateway.me();
    this.become(ownedBy(this.pictures, me));
    return me.owner !== null;
  }

  private async rename(id: string, name: string): Promise<void> {
    try {
      const session = await gateway.sessions.rename(id, name);
      this.become(renamed(this.pictures, id, session.name));
      this.remember(renameRecent(id, session.name));
    } catch (error) {
      this.leavesGone(id, error);
    }
  }

  private async delete(id: string): Promise<void> {
    try {
      await gateway.sessions.delete(id);
      this.lose(id);
      this.store.dispatch({ type: 'notice/shown', notice: { kind: 'info', key: 'deleted' } });
    } catch (error) {
      this.leavesGone(id, error);
    }
  }

  private leavesGone(id: string, error: unknown): void {
    const problem = problemOf(error);
    if (problem.code === 'SESSION_NOT_FOUND') {
      this.lose(id);
    }
    this.tell(problem);
  }

  private lose(id: string): void {
    this.gone.add(id);
    this.become(without(this.pictures, id));
    this.remember(forgetRecent(id));
  }

  private there(list: SessionList): SessionList {
    return { ...list, sessions: list.sessions.filter(({ id }) => !this.gone.has(id)) };
  }

  private get pictures(): Pictures {
    return this.store.state.pictures;
  }

  private become(pictures: Pictures): void {
    this.store.dispatch({ type: 'catalogue/pictures', pictures });
  }

  private remember(recents: readonly Recent[]): void {
    this.store.dispatch({ type: 'catalogue/recents', recents });
  }

  /** Whoever has gone on to a picture misses no list. */
  private tellWhereShown(problem: Problem): void {
    const { session, opening } = this.store.state;
    if (session === null && opening === null) {
      this.tell(problem);
    }
  }

  private tell(problem: Problem): void {
    this.store.dispatch({ type: 'notice/shown', notice: { kind: 'problem', problem } });
  }
}
