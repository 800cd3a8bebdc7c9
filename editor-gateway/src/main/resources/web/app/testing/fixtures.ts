import type {
  MessageView,
  Plan,
  Problem,
  RevisionView,
  SelectionView,
  ServerEvent,
  SessionView,
} from 'chatbrush-client';
import { reduce } from '../state/reducer';
import { DEFAULT_PREFERENCES, initialState } from '../state/state';
import type { Action } from '../state/actions';
import { EMPTY_DRAFT } from '../state/selection';
import type { Sent } from '../state/sent';
import type { EditorState } from '../state/state';

export const AT = '2026-01-02T03:04:05Z';

export function aRevision(number: number, parent: number | null): RevisionView {
  return {
    number,
    parent,
    width: 100,
    height: 50,
    transparent: false,
    imageUrl: `/api/sessions/S/revisions/${number}/image`,
    maskUrl: null,
    createdAt: AT,
    recipe: null,
  };
}

export function aSession(changes: Partial<SessionView> = {}): SessionView {
  return {
    id: 'S',
    version: 1,
    name: 'cat.jpg',
    createdAt: AT,
    keptUntil: null,
    head: 1,
    revision: aRevision(1, null),
    revisions: [aRevision(1, null)],
    selection: null,
    messages: [],
    canUndo: false,
    canRedo: false,
    activeEdit: null,
    ...changes,
  };
}

export function aMessage(changes: Partial<MessageView> = {}): MessageView {
  return {
    id: 'm1',
    role: 'user',
    text: 'erase this',
    at: AT,
    editId: 'e1',
    revision: null,
    problem: null,
    question: false,
    ...changes,
  };
}

export function aPlan(changes: Partial<Plan> = {}): Plan {
  return {
    planner: 'rules',
    language: 'en',
    reply: null,
    question: null,
    waitsForSelection: null,
    steps: [],
    ...changes,
  };
}

export function aProblem(code = 'MODEL_UNAVAILABLE'): Problem {
  return { type: '/problems/x', title: 'x', status: 503, detail: 'x', code, retryable: true };
}

export function anAnswer(sequence: number): SelectionView {
  return {
    sequence,
    rle: { size: [50, 100], counts: [5000] },
    bbox: null,
    area: 0,
    score: 1,
    candidates: [],
    candidate: null,
    model: 'm',
    drawn: false,
    input: null,
  };
}

/** What a message with nothing set and nothing selected goes out with. */
export function aSent(text: string, changes: Partial<Sent> = {}): Sent {
  return { saying: { text }, version: 1, drawing: EMPTY_DRAFT, settings: {}, ...changes };
}

/** The state after these actions, beginning with an open session. */
export function after(...actions: readonly Action[]): EditorState {
  const empty = initialState(DEFAULT_PREFERENCES);
  const opened: Action = { type: 'session/opened', session: aSession() };
  return [opened, ...actions].reduce(reduce, empty);
}

export function told(event: ServerEvent): Action {
  return { type: 'server/event', event, at: AT };
}
