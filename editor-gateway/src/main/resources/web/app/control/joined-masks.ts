import type { SelectionView } from 'chatbrush-client';
import { sent } from '../api/drawing';
import type { Drawing } from '../api/drawing';
import { gateway } from '../api/gateway';
import type { Rle } from '../geometry/rle';
import { keptParts, partsOf } from '../state/parts';
import type { Store } from '../state/store';

/** Puts drawings, and before them the masks that they join. */
export class JoinedMasks {
  /** The mask that the gateway joins things to, where this page has put it. */
  private held: Rle | null = null;
  private holding: Promise<void> = Promise.resolve();

  constructor(private readonly store: Store) {}

  /** Another session's, or one of which it is not known whether it has arrived. */
  forget(): void {
    this.held = null;
  }

  /** Selects what is drawn, on the mask that it joins. */
  async put(
    sessionId: string,
    drawing: Drawing,
    sequence: number,
    signal: AbortSignal,
  ): Promise<SelectionView> {
    await this.hold(sessionId, drawing.base);
    if (!drawing.uploaded) {
      // With a drawing that joins nothing, the gateway drops what it held.
      this.held = null;
    }
    const parts = keptParts(drawing);
    return gateway.selections.put(sessionId, sent({ ...drawing, parts }, sequence), signal);
  }

  /**
   * The drawing with the mask that its last part joins, asked for anew where a part before it has
   * changed, under the numbers below `sequence`.
   */
  async joined(
    sessionId: string,
    drawn: Drawing,
    sequence: number,
    signal: AbortSignal,
  ): Promise<Drawing> {
    const all = partsOf(drawn);
    const known = Math.max(0, all.map(({ base }) => base !== null).lastIndexOf(true));
    const parts = all.slice(0, known);
    const [first = drawn, ...others] = all.slice(known);
    if (others.length === 0) {
      return drawn;
    }
    let last = first;
    for (const [at, part] of others.entries()) {
      const { rle } = await this.put(sessionId, last, sequence - others.length + at, signal);
      parts.push(last);
      last = { ...part, base: rle };
    }
    const draft = { ...last, parts };
    this.store.dispatch({ type: 'selection/joined', drawn, draft });
    return draft;
  }

  /** Selects nothing. What is drawn next waits for it: a clearing that comes late would win. */
  clear(sessionId: string, sequence: number): Promise<void> {
    this.held = null;
    this.holding = this.holding
      .catch(() => undefined)
      .then(() => gateway.selections.delete(sessionId, sequence));
    return this.holding;
  }

  /** Puts the mask that is joined, once; never aborted, for one that comes late would win. */
  private hold(sessionId: string, base: Rle | null): Promise<void> {
    if (base !== null && base !== this.held) {
      this.held = base;
      this.holding = this.holding
        .catch(() => undefined)
        .then(() => gateway.selections.putMask(sessionId, base))
        .then(() => undefined);
    }
    return base === null ? this.holding.catch(() => undefined) : this.holding;
  }
}
