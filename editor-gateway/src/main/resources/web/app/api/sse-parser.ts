export interface SseEvent {
  readonly name: string;
  readonly data: string;
}

/**
 * Reads an event stream piece by piece; pieces may end anywhere, even between CR and LF.
 * Source: WHATWG HTML, 9.2.6 "Interpreting an event stream".
 */
export class SseParser {
  private buffer = '';
  private afterCarriageReturn = false;
  private atStart = true;
  private name = '';
  private data: string[] = [];

  /** Takes the next piece of decoded text; returns the events that it completes. */
  push(piece: string): SseEvent[] {
    let text = piece;
    if (this.atStart && text !== '') {
      text = text.replace(/^\uFEFF/, '');
      this.atStart = false;
    }
    if (this.afterCarriageReturn && text !== '') {
      text = text.replace(/^\n/, '');
      this.afterCarriageReturn = false;
    }
    this.buffer += text;
    const events: SseEvent[] = [];
    for (let line = this.nextLine(); line !== null; line = this.nextLine()) {
      const event = this.take(line);
      if (event !== null) {
        events.push(event);
      }
    }
    return events;
  }

  private nextLine(): string | null {
    const end = this.buffer.search(/[\r\n]/);
    if (end < 0) {
      return null;
    }
    const line = this.buffer.slice(0, end);
    let next = end + 1;
    if (this.buffer[end] === '\r') {
      if (next === this.buffer.length) {
        this.afterCarriageReturn = true;
      } else if (this.buffer[next] === '\n') {
        next++;
      }
    }
    this.buffer = this.buffer.slice(next);
    return line;
  }

  private take(line: string): SseEvent | null {
    if (line === '') {
      return this.dispatch();
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      this.name = value;
    } else if (field === 'data') {
      this.data.push(value);
    }
    // Comments (empty field), ids, retry times and unknown fields say nothing to this page.
    return null;
  }

  private dispatch(): SseEvent | null {
    const event = { name: this.name || 'message', data: this.data.join('\n') };
    const hasData = this.data.length > 0;
    this.name = '';
    this.data = [];
    return hasData ? event : null;
  }
}
