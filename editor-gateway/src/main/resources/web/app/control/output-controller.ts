import { problemOf } from 'chatbrush-client';
import type { Download } from 'chatbrush-client';
import { gateway } from '../api/gateway';
import { pageProblem } from '../api/page-problems';
import { withQuery } from '../api/image-url';
import { linkTo } from '../api/shared-link';
import { shownRevision } from '../state/selectors';
import type { Store } from '../state/store';

/** Takes results out of the page: as a file, or into the clipboard. */
export class OutputController {
  /** Those that were made here: one a session is enough. */
  private readonly links = new Map<string, string>();

  constructor(private readonly store: Store) {}

  download(file: Download): void {
    const { session, view } = this.store.state;
    if (session === null) {
      return;
    }
    const link = document.createElement('a');
    link.href = gateway.sessions.downloadPath(session.id, file, view.viewing);
    // The server's Content-Disposition names the file.
    link.download = '';
    link.click();
  }

  async copy(): Promise<void> {
    const revision = shownRevision(this.store.state);
    if (revision === null) {
      return;
    }
    await this.copied(
      () => copyPicture(withQuery(revision.imageUrl, 'format=png')),
      () => 'copied',
    );
  }

  /** The address under which this session is found again. */
  async copyLink(): Promise<void> {
    const { session } = this.store.state;
    if (session === null) {
      return;
    }
    let key: 'linked' | 'shared' = 'linked';
    await this.copied(
      async () => {
        const shared = await this.sharedLink(session.id);
        key = shared === null ? 'linked' : 'shared';
        await copyText(shared ?? location.href);
      },
      () => key,
    );
  }

  /** Where logins are asked for, the address alone opens nothing to others. */
  private async sharedLink(id: string): Promise<string | null> {
    if (!this.links.has(id) && (await gateway.me()).loginRequired) {
      const { secret } = await gateway.sessions.share(id);
      this.links.set(id, linkTo(location.origin + location.pathname, id, secret ?? ''));
    }
    return this.links.get(id) ?? null;
  }

  private async copied(
    copy: () => Promise<void>,
    key: () => 'copied' | 'linked' | 'shared',
  ): Promise<void> {
    try {
      await copy();
      this.store.dispatch({ type: 'notice/shown', notice: { kind: 'info', key: key() } });
    } catch (error) {
      const notice = { kind: 'problem', problem: problemOf(error) } as const;
      this.store.dispatch({ type: 'notice/shown', notice });
    }
  }
}

async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    throw pageProblem('CLIPBOARD_REFUSED', String(error));
  }
}

async function copyPicture(url: string): Promise<void> {
  const response = await gateway.http.send(url);
  const picture = await response.blob();
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
  } catch (error) {
    throw pageProblem('CLIPBOARD_REFUSED', String(error));
  }
}
