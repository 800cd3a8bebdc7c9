import { eventsIn } from './event-stream.ts';
import type { ServerEvent } from './events.ts';
import type { Http } from './http.ts';
import { filled } from './http.ts';
import { randomKey } from './random-key.ts';
import type { BegunEdit, EditOutcome, Plan, Saying } from './types.ts';

const MESSAGES = '/api/sessions/{id}/messages';

/** Words to act on, and what becomes of them. */
export class Edits {
  constructor(private readonly http: Http) {}

  /** What would be done; nothing runs. */
  plan(id: string, { text, references }: Saying, signal?: AbortSignal): Promise<Plan> {
    const request = { path: { id }, body: { text, references }, signal };
    return this.http.call('post', '/api/sessions/{id}/plan', request) as Promise<Plan>;
  }

  /**
   * Says it and does not wait: what happens is told by the session's events. `key` makes a repeated
   * call the same edit.
   */
  begin(id: string, saying: Saying, key: string, signal?: AbortSignal): Promise<BegunEdit> {
    const headers = { 'Idempotency-Key': key, Prefer: 'respond-async' };
    const request = { path: { id }, body: said(saying), headers, signal };
    return this.http.call('post', MESSAGES, request);
  }

  /**
   * Says it and waits for the end, however long that takes. `onBegun` is told the edit's id, by which
   * whoever stops waiting can still ask for it, or cancel it.
   */
  async say(
    id: string,
    saying: Saying,
    signal?: AbortSignal,
    onBegun: (editId: string) => void = () => undefined,
  ): Promise<EditOutcome> {
    const { editId } = await this.begin(id, saying, randomKey(), signal);
    onBegun(editId);
    for (;;) {
      const edit = await this.http.call('get', '/api/sessions/{id}/edits/{editId}', {
        path: { id, editId },
        headers: { Prefer: 'wait=30' },
        signal,
      });
      if (edit.outcome !== null) {
        return edit.outcome;
      }
    }
  }

  /** Says it and tells what happens, as it does; `done` is the last. */
  async *tell(id: string, saying: Saying, signal?: AbortSignal): AsyncGenerator<ServerEvent> {
    const address = filled(MESSAGES, { path: { id } });
    const response = await this.http.send(address, {
      method: 'POST',
      headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json' },
      body: JSON.stringify(said(saying)),
      signal,
    });
    if (response.body !== null) {
      try {
        yield* eventsIn(response.body);
      } catch (error) {
        throw this.http.failure(error, address, signal);
      }
    }
  }

  async cancel(id: string, editId: string): Promise<void> {
    const path = { id, editId };
    await this.http.call('post', '/api/sessions/{id}/edits/{editId}/cancel', { path });
  }
}

/** Nothing else that the caller keeps with it. */
function said({ text, plan, options, references }: Saying): Saying {
  return { text, plan, options, references };
}
