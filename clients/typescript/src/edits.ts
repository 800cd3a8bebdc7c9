import { eventsIn } from './event-stream.ts';
import type { ServerEvent } from './events.ts';
import type { Http } from './http.ts';
import { filled } from './http.ts';
import type { BegunEdit, EditOutcome, Plan, Saying } from './types.ts';

const MESSAGES = '/api/sessions/{id}/messages';

/** Words to act on, and what becomes of them. */
export class Edits {
  constructor(private readonly http: Http) {}

  /** What would be done; nothing runs. */
  plan(id: string, { text, references }: Saying, signal?: AbortSignal): Promise<Plan> {
    const request = { path: { id }, body: { text, references }, ...told(signal) };
    return this.http.call('post', '/api/sessions/{id}/plan', request) as Promise<Plan>;
  }

  /**
   * Says it and does not wait: what happens is told by the session's events. `key` makes a repeated
   * call the same edit.
   */
  begin(id: string, saying: Saying, key: string, signal?: AbortSignal): Promise<BegunEdit> {
    const headers = { 'Idempotency-Key': key, Prefer: 'respond-async' };
    const request = { path: { id }, body: said(saying), headers, ...told(signal) };
    return this.http.call('post', MESSAGES, request);
  }

  /** Says it and waits for the end, however long that takes. */
  async say(id: string, saying: Saying, signal?: AbortSignal): Promise<EditOutcome> {
    const key = crypto.randomUUID();
    const begun = await this.begin(id, saying, key, signal);
    for (;;) {
      const edit = await this.http.call('get', '/api/sessions/{id}/edits/{editId}', {
        path: { id, editId: begun.editId },
        headers: { Prefer: 'wait=30' },
        ...told(signal),
      });
      if (edit.outcome !== null) {
        return edit.outcome;
      }
    }
  }

  /** Says it and tells what happens, as it does; `done` is the last. */
  async *tell(id: string, saying: Saying, signal?: AbortSignal): AsyncGenerator<ServerEvent> {
    const response = await this.http.send(filled(MESSAGES, { path: { id } }), {
      method: 'POST',
      headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json' },
      body: JSON.stringify(said(saying)),
      ...told(signal),
    });
    if (response.body !== null) {
      yield* eventsIn(response.body);
    }
  }

  async cancel(id: string, editId: string): Promise<void> {
    const path = { id, editId };
    await this.http.call('post', '/api/sessions/{id}/edits/{editId}/cancel', { path });
  }
}

function said({ text, plan, options, references }: Saying): Omit<Saying, 'tool'> {
  return {
    text,
    ...(plan === undefined ? {} : { plan }),
    ...(options === undefined ? {} : { options }),
    ...(references === undefined ? {} : { references }),
  };
}

function told(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
