import { problemOf } from 'chatbrush-client';
import type { Problem } from 'chatbrush-client';
import { gateway } from '../api/gateway';
import type { Notice } from '../state/state';
import { ownedBy, renamed, UNREAD, without, withMore } from '../state/pictures';
import type { Pictures } from '../state/pictures';
import { forgetRecent } from './recent-sessions';

/** As many as a person takes in at once; more where they ask for more. */
const FIRST = 8;
const MORE = 24;

/** The list of pictures: reads it, and carries out what is asked of one. */
export class PictureList {
  private pictures: Pictures = UNREAD;

  constructor(
    private readonly show: (pictures: Pictures) => void,
    private readonly tell: (notice: Notice) => void,
  ) {}

  /** Those that follow; at first those that begin it. */
  more(): Promise<void> {
    return this.attempt(async () => {
      const limit = this.pictures.shown === null ? FIRST : MORE;
      if (this.pictures.shown === null && !(await this.isSomebody())) {
        return;
      }
      this.become(withMore(this.pictures, await gateway.sessions.list(limit, this.pictures.next)));
    });
  }

  rename(id: string, name: string): Promise<void> {
    return this.attempt(async () => {
      const session = await gateway.sessions.rename(id, name);
      this.become(renamed(this.pictures, id, session.name));
    }, id);
  }

  delete(id: string): Promise<void> {
    return this.attempt(async () => {
      await gateway.sessions.delete(id);
      this.lose(id);
      this.tell({ kind: 'info', key: 'deleted' });
    }, id);
  }

  /** `id`: of the picture that it is about. */
  private async attempt(work: () => Promise<void>, id = ''): Promise<void> {
    try {
      await work();
    } catch (error) {
      const problem = problemOf(error);
      if (isGone(problem)) {
        this.lose(id);
      }
      this.tell({ kind: 'problem', problem });
    }
  }

  /** Who has but a link has no pictures. */
  private async isSomebody(): Promise<boolean> {
    const me = await gateway.me();
    this.become(ownedBy(this.pictures, me));
    return me.owner !== null;
  }

  private lose(id: string): void {
    forgetRecent(id);
    this.become(without(this.pictures, id));
  }

  private become(pictures: Pictures): void {
    this.pictures = pictures;
    this.show(pictures);
  }
}

function isGone({ code }: Problem): boolean {
  return code === 'SESSION_NOT_FOUND';
}
