import { EVENT_TYPES, serverEvent } from './events';
import type { ServerEvent } from './events';

const RETRY_MILLIS = 3_000;

/**
 * Follows everything that changes a session, on whichever page it happens. Reconnects by itself.
 * Whenever it has connected, `onOpen` is called: what happened before is not told any more, and
 * must be read anew.
 */
export class LiveEvents {
  private source: EventSource | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private lost = false;

  constructor(
    private readonly path: string,
    private readonly onEvent: (event: ServerEvent) => void,
    private readonly onOpen: () => void,
    private readonly onLost: () => void,
  ) {
    this.connect();
  }

  close(): void {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
  }

  private connect(): void {
    const source = new EventSource(this.path);
    this.source = source;
    source.onopen = () => {
      this.lost = false;
      this.onOpen();
    };
    source.onerror = () => {
      if (!this.lost) {
        this.lost = true;
        this.onLost();
      }
      // The browser reconnects after a break, but not after an error status; then we do.
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(this.retry);
        this.retry = setTimeout(() => this.connect(), RETRY_MILLIS);
      }
    };
    for (const type of EVENT_TYPES) {
      source.addEventListener(type, (message: MessageEvent<string>) => {
        const event = serverEvent(type, message.data);
        if (event !== null) {
          this.onEvent(event);
        }
      });
    }
  }
}
