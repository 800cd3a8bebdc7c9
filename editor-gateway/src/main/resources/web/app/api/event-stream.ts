import { serverEvent } from './events';
import type { ServerEvent } from './events';
import { request } from './http';
import { isAbort, LOCAL_CODES, ProblemError } from './problem-error';
import { SseParser } from './sse-parser';

/**
 * Calls the gateway and yields the events of its answer (EventSource cannot POST).
 * @throws ProblemError when the call fails or the stream breaks off.
 */
export async function* streamEvents(path: string, init: RequestInit): AsyncGenerator<ServerEvent> {
  const headers = new Headers(init.headers);
  headers.set('Accept', 'text/event-stream');
  const response = await request(path, { ...init, headers });
  if (response.body === null) {
    throw ProblemError.local(LOCAL_CODES.response, `Expected an event stream from ${path}.`);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new SseParser();
  try {
    for (;;) {
      const { done, value } = await readNext(reader, path);
      if (done) {
        return;
      }
      for (const { name, data } of parser.push(value)) {
        const event = serverEvent(name, data);
        if (event !== null) {
          yield event;
        }
      }
    }
  } finally {
    reader.releaseLock();
  }
}

async function readNext(
  reader: ReadableStreamDefaultReader<string>,
  path: string,
): Promise<ReadableStreamReadResult<string>> {
  try {
    return await reader.read();
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }
    throw ProblemError.local(LOCAL_CODES.network, `The answer of ${path} broke off.`, true);
  }
}
