import { deleteSelection, putMask, putSelection, selectAgain } from '../api/gateway';
import { isAbort, problemOf } from '../api/problem-error';
import type { Drawing, Join, PointInput, Refine, StrokeInput, Subject } from '../api/types';
import type { Box } from '../geometry/points';
import type { Rle } from '../geometry/rle';
import { isEmptyDraft } from '../state/selectors';
import { EMPTY_DRAFT } from '../state/state';
import type { Store } from '../state/store';
import { LookController } from './look-controller';

/**
 * Turns what is drawn into a mask. Sends the whole drawing each time under a rising number, aborts
 * the request before, and drops answers to older ones, so that no old mask covers a newer one.
 */
export class SelectionController {
  private inFlight: AbortController | null = null;
  private latest: Promise<void> = Promise.resolve();
  /** The mask that the gateway joins things to, where this page has put it. */
  private held: Rle | null = null;
  private holding: Promise<void> = Promise.resolve();
  private readonly looks: LookController;

  constructor(private readonly store: Store) {
    this.looks = new LookController(store);
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
    const points = this.draft.points.map((point, at) =>
      at === index ? { ...point, x, y } : point,
    );
    this.draw({ points });
  }

  removePoint(index: number): void {
    this.draw({ points: this.draft.points.filter((_, at) => at !== index) });
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
      this.inFlight?.abort();
      this.latest = this.askAgain(session.id);
    }
  }

  /** Forgets requests of a session that is left. */
  abandon(): void {
    this.inFlight?.abort();
    this.latest = Promise.resolve();
    this.held = null;
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
    this.latest = this.latest.then(() => {
      const { answer } = this.store.state.selection;
      const selected = answer !== null && answer.area > 0;
      const before = selected ? { uploaded: true, base: answer.rle, join } : {};
      this.draw({ ...EMPTY_DRAFT, ...before, ...change });
      return this.latest;
    });
  }

  private adjust(draft: Drawing): void {
    this.store.dispatch({ type: 'selection/adjusted', draft });
    this.send();
  }

  private send(): void {
    this.inFlight?.abort();
    const session = this.store.state.session;
    if (session === null) {
      return;
    }
    const abort = new AbortController();
    this.inFlight = abort;
    this.latest = isEmptyDraft(this.draft)
      ? this.sendClearing(session.id)
      : this.sendDraft(session.id, abort.signal);
  }

  private async sendDraft(sessionId: string, signal: AbortSignal): Promise<void> {
    // By the clock, so that numbers also rise across reloads and pages.
    const sequence = Math.max(Date.now(), this.store.state.selection.sequence + 1);
    this.store.dispatch({ type: 'selection/sent', sequence });
    const { draft } = this;
    try {
      await this.hold(sessionId, draft.base);
      const answer = await putSelection(sessionId, draft, sequence, signal);
      this.store.dispatch({ type: 'selection/answered', answer });
    } catch (error) {
      if (!isAbort(error)) {
        this.held = null;
        this.store.dispatch({ type: 'selection/failed', sequence, problem: problemOf(error) });
      }
    }
  }

  /** Puts the mask that is joined, once; never aborted, for one that comes late would win. */
  private hold(sessionId: string, base: Rle | null): Promise<void> {
    if (base !== null && base !== this.held) {
      this.held = base;
      this.holding = this.holding
        .catch(() => undefined)
        .then(() => putMask(sessionId, base))
        .then(() => undefined);
    }
    return base === null ? this.holding.catch(() => undefined) : this.holding;
  }

  private async askAgain(sessionId: string): Promise<void> {
    try {
      const selection = await selectAgain(sessionId);
      this.store.dispatch({ type: 'selection/cameBack', selection });
    } catch (error) {
      this.store.dispatch({
        type: 'notice/shown',
        notice: { kind: 'problem', problem: problemOf(error) },
      });
    }
  }

  private async sendClearing(sessionId: string): Promise<void> {
    this.held = null;
    // What is drawn next waits for it: a clearing that comes late would win.
    this.holding = this.holding.catch(() => undefined).then(() => deleteSelection(sessionId));
    try {
      await this.holding;
    } catch (error) {
      this.store.dispatch({
        type: 'notice/shown',
        notice: { kind: 'problem', problem: problemOf(error) },
      });
    }
  }
}
