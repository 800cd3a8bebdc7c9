import type { Http } from './http.ts';
import type { Partly } from './operations.ts';
import type { components } from './schema.ts';
import type { Rle, SelectionView } from './types.ts';

type Drawn = Partly<components['schemas']['Selection']>;

const SELECTION = '/api/sessions/{id}/selection';

/** What the next edit is locked to. */
export class Selections {
  constructor(private readonly http: Http) {}

  /** Everything drawn for one object, each time. */
  put(id: string, body: Drawn, signal?: AbortSignal): Promise<SelectionView> {
    const answer = this.http.call('put', SELECTION, { path: { id }, body, signal });
    return answer as Promise<SelectionView>;
  }

  /** What that would select; nothing is selected by asking. */
  look(id: string, body: Drawn, signal?: AbortSignal): Promise<SelectionView> {
    const request = { path: { id }, body, signal };
    return this.http.call('post', `${SELECTION}/look`, request) as Promise<SelectionView>;
  }

  /** Selects a mask as it is. */
  putMask(id: string, rle: Rle): Promise<SelectionView> {
    const answer = this.http.call('put', `${SELECTION}/rle`, { path: { id }, body: rle });
    return answer as Promise<SelectionView>;
  }

  /** Selects what was selected for the last edit. */
  again(id: string, signal?: AbortSignal): Promise<SelectionView> {
    const request = { path: { id }, signal };
    return this.http.call('put', `${SELECTION}/again`, request) as Promise<SelectionView>;
  }

  /** `sequence`: what was asked before it and arrives later selects nothing. */
  async delete(id: string, sequence?: number): Promise<void> {
    const query = sequence === undefined ? {} : { sequence };
    await this.http.call('delete', SELECTION, { path: { id }, query });
  }
}
