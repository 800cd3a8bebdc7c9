import { distance } from '../../geometry/points';
import type { ImagePoint } from '../../geometry/points';

/** Milliseconds that a pointer stays before it is taken to point at something. */
const REST = 130;

/** Tells where a pointer has come to rest, and null as soon as it moves on. */
export class RestingPointer {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private at: ImagePoint | null = null;
  private told = false;

  constructor(private readonly tell: (at: ImagePoint | null) => void) {}

  /** `at`: null when it has left, or a button is down. */
  moved(at: ImagePoint | null): void {
    if (at !== null && this.at !== null && distance(at, this.at) < 1) {
      return;
    }
    clearTimeout(this.timer);
    this.at = at;
    if (this.told) {
      this.told = false;
      this.tell(null);
    }
    if (at !== null) {
      this.timer = setTimeout(() => {
        this.told = true;
        this.tell(at);
      }, REST);
    }
  }
}
