import { deleteSelection, putMask, putSelection, selectAgain } from '../api/gateway';
import { isAbort, problemOf } from '../api/problem-error';
import type { PointInput, Refine, SelectionInput, StrokeInput, Subject } from '../api/types';
import type { Box } from '../geometry/points';
import type { Rle } from '../geometry/rle';
import { isEmptyDraft } from '../state/selectors';
import type { Store } from '../state/store';

/**
 * Turns what is drawn into a mask. Sends the whole drawing each time under a rising number, aborts
 * the request before, and drops answers to older ones, so that no old mask covers a newer one.
 */
export class SelectionController {
  private inFlight: AbortController | null = null;
  private latest: Promise<void> = Promise.resolve();

  constructor(private readonly store: Store) {}

  /** Resolves when the gateway holds what is drawn now; a message is sent after that. */
  settled(): Promise<void> {
    return this.latest;
  }

  addPoint(point: PointInput): void {
    this.draw({ points: [...this.draft.points, point], subject: null, text: null });
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

  /** One box an object: a new one replaces the old. */
  setBox(box: Box): void {
    this.draw({ box, subject: null, text: null });
  }

  /** Lets the service find it: points and box give way. */
  setSubject(subject: Subject): void {
    this.draw({ points: [], box: null, subject, text: null });
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
    const { session } = this.store.state;
    if (session === null) {
      return false;
    }
    this.inFlight?.abort();
    try {
      const answer = await putMask(session.id, rle);
      this.store.dispatch({ type: 'selection/answered', answer });
      return true;
    } catch (error) {
      this.store.dispatch({
        type: 'notice/shown',
        notice: { kind: 'problem', problem: problemOf(error) },
      });
      return false;
    }
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
  }

  private get draft(): SelectionInput {
    return this.store.state.selection.draft;
  }

  private draw(change: Partial<SelectionInput>): void {
    this.store.dispatch({ type: 'selection/drawn', draft: { ...this.draft, ...change } });
    this.send();
  }

  private adjust(draft: SelectionInput): void {
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
    try {
      const answer = await putSelection(sessionId, this.draft, sequence, signal);
      this.store.dispatch({ type: 'selection/answered', answer });
    } catch (error) {
      if (!isAbort(error)) {
        this.store.dispatch({ type: 'selection/failed', sequence, problem: problemOf(error) });
      }
    }
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
    try {
      await deleteSelection(sessionId);
    } catch (error) {
      this.store.dispatch({
        type: 'notice/shown',
        notice: { kind: 'problem', problem: problemOf(error) },
      });
    }
  }
}
