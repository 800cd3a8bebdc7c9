import { isAbort, problemOf } from 'chatbrush-client';
import type { PointInput, Rle } from 'chatbrush-client';
import { gateway } from '../api/gateway';
import { canSelect, isBusy, isEmptyDraft } from '../state/selectors';
import type { Store } from '../state/store';

/** Milliseconds within which a preview feels as if it hung on the pointer. */
const FAST = 400;
/** Slow or failed looks in a row after which no more are asked for. */
const PATIENCE = 3;

/** Shows what a click would select, where the model is fast enough for that. */
export class LookController {
  private inFlight: AbortController | null = null;
  private disappointments = 0;

  constructor(private readonly store: Store) {}

  /** `point`: where the pointer rests; null when it moves on. */
  async look(point: PointInput | null): Promise<void> {
    this.inFlight?.abort();
    const { session } = this.store.state;
    if (point === null || session === null || !this.isWanted) {
      this.show(null);
      return;
    }
    const abort = new AbortController();
    this.inFlight = abort;
    const begun = performance.now();
    try {
      const { rle, area } = await gateway.selections.look(
        session.id,
        { points: [point] },
        abort.signal,
      );
      const slow = performance.now() - begun > FAST;
      this.disappointments = slow ? this.disappointments + 1 : 0;
      this.show(area > 0 ? rle : null);
    } catch (error) {
      if (!isAbort(error)) {
        // Who has not clicked is told of no problem; the click itself will tell.
        console.info('No preview:', problemOf(error).code);
        this.disappointments++;
      }
    }
  }

  private get isWanted(): boolean {
    const { state } = this.store;
    const free = canSelect(state) && !isBusy(state) && !state.selection.pending;
    return free && isEmptyDraft(state.selection.draft) && this.disappointments < PATIENCE;
  }

  private show(rle: Rle | null): void {
    if (rle !== this.store.state.selection.look) {
      this.store.dispatch({ type: 'selection/looked', rle });
    }
  }
}
