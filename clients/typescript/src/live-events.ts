import { EVENT_TYPES, serverEvent } from './events.ts';
import type { ServerEvent } from './events.ts';

const RETRY_MILLIS = 3_000;

/**
 * Follows everything that changes a session, on whichever page it happens. Reconnects by itself.
 * Whenever it has connected, `onOpen` is called, and the session is to be read anew: the gateway
 * tells a browser that comes back what it missed, but not one that missed too much, nor a new line.
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
    /** The line was refused, for a reason that browsers do not tell; who finds it may close it. */
    private readonly onRefused: () => Promise<void>,
  ) {
    this.connect();
  }

  close(): void {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
  }

  private async again(refused: EventSource): Promise<void> {
    await this.onRefused();
    if (this.source === refused) {
      this.connect();
    }
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
        this.retry = setTimeout(() => void this.again(source), RETRY_MILLIS);
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
