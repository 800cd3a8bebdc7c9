import { isAbort, problemOf } from 'chatbrush-client';
import type { Join, PointInput, Refine, StrokeInput, Subject } from 'chatbrush-client';
import type { Drawing } from '../api/drawing';
import { gateway } from '../api/gateway';
import type { Box } from '../geometry/points';
import type { Rle } from '../geometry/rle';
import { isEmptyDraft } from '../state/selectors';
import { drawsTheSame, partsOf, withPoint } from '../state/parts';
import { EMPTY_DRAFT } from '../state/selection';
import type { Store } from '../state/store';
import { JoinedMasks } from './joined-masks';
import { LookController } from './look-controller';

/**
 * Turns what is drawn into a mask. Sends the whole drawing each time under a rising number, aborts
 * the request before, and drops answers to older ones, so that no old mask covers a newer one.
 */
export class SelectionController {
  private inFlight: AbortController | null = null;
  private latest: Promise<void> = Promise.resolve();
  private readonly masks: JoinedMasks;
  private readonly looks: LookController;

  constructor(private readonly store: Store) {
    this.looks = new LookController(store);
    this.masks = new JoinedMasks(store);
  }

  /** Shows what a click would select. */
  look(point: PointInput | null): void {
    void this.looks.look(point);
  }

  /** Resolves when the gateway holds what is drawn now; a message is sent after that. */
  settled(): Promise<void> {
    return this.latest;
  }

  /** Goes on with the same thing, unless a way of joining is chosen. */
  addPoint(point: PointInput): void {
    const { join } = this.store.state.view;
    if (join === null || point.label === 'exclude') {
      this.draw({ points: [...this.draft.points, point], subject: null, text: null });
    } else {
      this.join(join, { points: [point] });
    }
  }

  movePoint(index: number, x: number, y: number): void {
    this.draw(withPoint(this.draft, index, (point) => ({ ...point, x, y })));
  }

  removePoint(index: number): void {
    this.draw(withPoint(this.draft, index, () => null));
  }

  /** One box an object: a new one replaces the old, or joins as another thing. */
  setBox(box: Box, join = this.store.state.view.join): void {
    if (join === null) {
      this.draw({ box, subject: null, text: null });
    } else {
      this.join(join, { box });
    }
  }

  /** Lets the service find it: points and box give way. */
  setSubject(subject: Subject): void {
    const { join } = this.store.state.view;
    if (join === null) {
      this.draw({ points: [], box: null, subject, text: null });
    } else {
      this.join(join, { subject });
    }
  }

  /** One of several things of that name, by the number that it was shown with. */
  chooseFind(text: string, number: number): void {
    this.draw({ points: [], box: null, subject: null, text, numbers: [number] });
  }

  addStroke(stroke: StrokeInput): void {
    this.draw({ strokes: [...this.draft.strokes, stroke] });
  }

  /** Selects a mask as it is, whatever is drawn; false where that failed. */
  async upload(rle: Rle): Promise<boolean> {
    this.draw({ ...EMPTY_DRAFT, uploaded: true, base: rle });
    await this.latest;
    return this.store.state.selection.problem === null;
  }

  chooseCandidate(candidate: number): void {
    this.adjust({ ...this.draft, candidate });
  }

  refine(change: Partial<Refine>): void {
    this.adjust({ ...this.draft, refine: { ...this.draft.refine, ...change } });
  }

  takeBack(): void {
    this.store.dispatch({ type: 'selection/takenBack' });
    this.send();
  }

  drawAgain(): void {
    this.store.dispatch({ type: 'selection/drawnAgain' });
    this.send();
  }

  clear(): void {
    this.store.dispatch({ type: 'selection/cleared' });
    this.send();
  }

  /** Asks once more for what is drawn. */
  resend(): void {
    this.send();
  }

  /** Selects what was selected for the last edit. */
  again(): void {
    const { session } = this.store.state;
    if (session !== null) {
      this.latest = this.askAgain(session.id, this.begin());
    }
  }

  /** Draws what was drawn before, on the picture that it was drawn on. */
  restore(drawing: Drawing): void {
    const { problem } = this.store.state.selection;
    if (problem !== null || !drawsTheSame(drawing, this.draft)) {
      // Another version may have come between, and with it other masks.
      this.masks.forget();
      this.adjust(drawing);
    }
  }

  /** Forgets requests of a session that is left. */
  abandon(): void {
    this.inFlight?.abort();
    this.latest = Promise.resolve();
    this.masks.forget();
  }

  private get draft(): Drawing {
    return this.store.state.selection.draft;
  }

  private draw(change: Partial<Drawing>): void {
    this.store.dispatch({ type: 'selection/drawn', draft: { ...this.draft, ...change } });
    this.send();
  }

  /** Begins another thing that joins what is selected by now. */
  private join(join: Join, change: Partial<Drawing>): void {
    // What has failed is asked for again by itself; until then nothing is known to join.
    this.latest = this.latest.then(() => {
      const { answer, problem } = this.store.state.selection;
      if (problem !== null) {
        return;
      }
      const selected = answer !== null && answer.area > 0;
      const parts = partsOf(this.draft);
      const before = selected ? { uploaded: true, base: answer.rle, join, parts } : {};
      this.draw({ ...EMPTY_DRAFT, ...before, ...change });
      return this.latest;
    });
  }

  private adjust(draft: Drawing): void {
    this.store.dispatch({ type: 'selection/adjusted', draft });
    this.send();
  }

  private send(): void {
    const signal = this.begin();
    const session = this.store.state.session;
    if (session === null) {
      return;
    }
    this.latest = isEmptyDraft(this.draft)
      ? this.sendClearing(session.id)
      : this.sendDraft(session.id, signal);
  }

  /** What was asked for before is not wanted any more, even where its answer is on the way. */
  private begin(): AbortSignal {
    this.inFlight?.abort();
    this.inFlight = new AbortController();
    return this.inFlight.signal;
  }

  private async sendDraft(sessionId: string, signal: AbortSignal): Promise<void> {
    const { draft: drawn } = this;
    const sequence = this.next(drawn.parts.length);
    this.store.dispatch({ type: 'selection/sent', sequence });
    try {
      const draft = await this.masks.joined(sessionId, drawn, sequence, signal);
      const answer = await this.masks.put(sessionId, draft, sequence, signal);
      this.store.dispatch({ type: 'selection/answered', answer });
    } catch (error) {
      if (!isAbort(error)) {
        this.masks.forget();
        this.store.dispatch({ type: 'selection/failed', sequence, problem: problemOf(error) });
      }
    }
  }

  private async askAgain(sessionId: string, signal: AbortSignal): Promise<void> {
    try {
      const selection = await gateway.selections.again(sessionId, signal);
      // The event of it may have come before, and something been drawn or cleared since.
      if (!signal.aborted) {
        this.store.dispatch({ type: 'selection/cameBack', selection });
      }
    } catch (error) {
      if (!isAbort(error)) {
        this.store.dispatch({
          type: 'notice/shown',
          notice: { kind: 'problem', problem: problemOf(error) },
        });
      }
    }
  }

  private async sendClearing(sessionId: string): Promise<void> {
    const sequence = this.next();
    this.store.dispatch({ type: 'selection/clearing', sequence });
    try {
      await this.masks.clear(sessionId, sequence);
    } catch (error) {
      this.store.dispatch({ type: 'selection/clearingFailed' });
      this.store.dispatch({
        type: 'notice/shown',
        notice: { kind: 'problem', problem: problemOf(error) },
      });
    }
  }

  /** By the clock, so that numbers also rise across reloads and pages. */
  private next(parts = 0): number {
    return Math.max(Date.now(), this.store.state.selection.sequence + parts + 1);
  }
}
