import type { Http } from './http.ts';
import { filled } from './http.ts';
import type { AddedPicture, Download, SessionList, SessionView, Share } from './types.ts';

const ONE = '/api/sessions/{id}';

/** Pictures that are worked on: begun, found again, moved through, taken along, ended. */
export class Sessions {
  constructor(private readonly http: Http) {}

  /** `onShare`: told how much of the picture is on its way, 0 to 1, where that can be known. */
  create(
    image: Blob,
    name: string,
    onShare: (share: number) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<SessionView> {
    return this.http.upload('/api/sessions', form('image', image, name), onShare, signal);
  }

  openSample(id: string): Promise<SessionView> {
    const answer = this.http.call('post', '/api/samples/{id}/sessions', { path: { id } });
    return answer as Promise<SessionView>;
  }

  read(id: string): Promise<SessionView> {
    return this.http.call('get', ONE, { path: { id } }) as Promise<SessionView>;
  }

  /** One's own, the last changed first. `cursor`: of the list before; null for the first. */
  list(limit: number, cursor: string | null = null): Promise<SessionList> {
    const query = cursor === null ? { limit } : { limit, cursor };
    return this.http.call('get', '/api/sessions', { query });
  }

  rename(id: string, name: string): Promise<SessionView> {
    const answer = this.http.call('patch', ONE, { path: { id }, body: { name } });
    return answer as Promise<SessionView>;
  }

  /** For good. */
  async delete(id: string): Promise<void> {
    await this.http.call('delete', ONE, { path: { id } });
  }

  /** Where the whole session lies as a file. */
  exportPath(id: string): string {
    return this.http.url(filled(`${ONE}/export`, { path: { id } }));
  }

  /** Makes a session of such a file. */
  import(
    file: Blob,
    name: string,
    onShare: (share: number) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<SessionView> {
    return this.http.upload('/api/sessions/import', form('file', file, name), onShare, signal);
  }

  move(id: string, way: 'undo' | 'redo' | 'reset'): Promise<SessionView> {
    const answer = this.http.call('post', `${ONE}/${way}`, { path: { id } });
    return answer as Promise<SessionView>;
  }

  /** Makes any revision the current one. */
  putHead(id: string, number: number): Promise<SessionView> {
    const answer = this.http.call('put', `${ONE}/head`, { path: { id }, body: { number } });
    return answer as Promise<SessionView>;
  }

  /** Adds a picture that messages may name. */
  addPicture(id: string, image: Blob, name: string): Promise<AddedPicture> {
    const body = form('image', image, name);
    return this.http.call('post', `${ONE}/references`, { path: { id }, body });
  }

  /** Where a revision lies as a file to keep; null for the current one. */
  downloadPath(id: string, file: Partial<Download> = {}, revision: number | null = null): string {
    const { format = 'original', place = false, quality = null, recipe = false } = file;
    const query = {
      metadata: place ? 'all' : 'no-place',
      format: format === 'original' ? null : format,
      quality,
      recipe: recipe ? true : null,
      revision,
    };
    return this.http.url(filled(`${ONE}/download`, { path: { id }, query }));
  }

  /** That file. */
  async download(
    id: string,
    file: Partial<Download> = {},
    revision: number | null = null,
  ): Promise<Blob> {
    const address = this.downloadPath(id, file, revision).slice(this.http.url('').length);
    const response = await this.http.send(address);
    return this.http.arriving(address, null, () => response.blob());
  }

  /** A link by which others may look at the session; its secret is told this once. */
  share(id: string, mayEdit = false): Promise<Share> {
    return this.http.call('post', `${ONE}/shares`, { path: { id }, body: { mayEdit } });
  }

  eventsPath(id: string): string {
    return this.http.url(filled(`${ONE}/events`, { path: { id } }));
  }
}

function form(field: string, file: Blob, name: string): FormData {
  const data = new FormData();
  data.append(field, file, name);
  return data;
}
