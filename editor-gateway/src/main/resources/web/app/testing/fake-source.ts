/** Stands in for the browser's EventSource, which Node lacks. */
export class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly opened: FakeSource[] = [];
  readyState = 0;
  onopen: () => void = () => undefined;
  onerror: () => void = () => undefined;

  constructor(readonly path: string) {
    super();
    FakeSource.opened.push(this);
  }

  static newest(): FakeSource {
    return FakeSource.opened.at(-1)!;
  }

  close(): void {
    this.readyState = FakeSource.CLOSED;
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.onerror();
  }

  tell(name: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

Object.assign(globalThis, { EventSource: FakeSource });
