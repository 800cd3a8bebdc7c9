import { serverEvent } from './events.ts';
import type { ServerEvent } from './events.ts';

/** The events of a `text/event-stream` as they come (HTML, 9.2.6); unknown ones are passed over. */
export async function* eventsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  let name = 'message';
  let data: string[] = [];
  for await (const line of lines(body)) {
    const [, field, value] = /^(event|data): ?(.*)$/.exec(line) ?? [];
    if (field === 'event') {
      name = value ?? '';
    } else if (field === 'data') {
      data.push(value ?? '');
    } else if (line === '') {
      const event = data.length > 0 ? serverEvent(name, data.join('\n')) : null;
      name = 'message';
      data = [];
      if (event !== null) {
        yield event;
      }
    }
  }
}

async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const parts = (rest + decoder.decode(read.value, { stream: true })).split(/\r\n|\n/);
      rest = parts.pop() ?? '';
      yield* parts;
    }
  } finally {
    // Who listens no longer leaves the line; the edit goes on at the server.
    await reader.cancel();
  }
}
