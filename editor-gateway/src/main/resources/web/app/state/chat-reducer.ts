import type { EventOf, ServerEvent } from '../api/events';
import type { MessageView, Problem, Suggestion } from '../api/types';
import type { Action } from './actions';
import { brought, withoutPicture, withoutSent, withPicture } from './added-pictures';
import { asksWhere, passes } from './asking';
import { localMessage, withMessage, withProblem, withResult } from './chat-messages';
import type { Saying } from '../api/types';
import type { ChatState, LiveEdit, Unsaid } from './state';

const NEW_EDIT: LiveEdit = {
  saying: null,
  editId: null,
  text: '',
  plan: null,
  stepIndex: 0,
  stepCount: 0,
  stepTitle: null,
  variation: 0,
  variations: 1,
  step: 0,
  totalSteps: 0,
  secondsLeft: null,
  previewUrl: null,
  stopping: false,
  brings: [],
};

/** How the id of an edit begins that the gateway has never heard of. */
export const UNSENT = 'unsent-';

/** Finished edits whose late events are still recognised. */
const MAX_FINISHED = 50;

export function liveEdit(editId: string | null, text: string): LiveEdit {
  return { ...NEW_EDIT, editId, text };
}

export function reduceChat(state: ChatState, action: Action): ChatState {
  switch (action.type) {
    case 'chat/sending':
      return sending(action.queued ? without(state, action.saying) : state, action.saying);
    case 'chat/proposed':
      return { ...state, edit: null, proposal: action.proposal };
    case 'chat/queued':
      return { ...state, queue: [...state.queue, action.saying] };
    case 'chat/unqueued':
      return without(state, action.saying);
    case 'chat/brought':
      return brought(state, action.before, action.saying);
    case 'chat/pictureAdded':
      return withPicture(state, action.picture);
    case 'chat/pictureRemoved':
      return withoutPicture(state, action.reference);
    case 'chat/begun':
      return begun(state, action.editId);
    case 'chat/stopping':
      return state.edit === null
        ? state
        : { ...state, edit: { ...state.edit, stopping: action.stopping } };
    case 'chat/failed':
      return failedLocally(state, action.unsaid, action.problem, action.at);
    case 'chat/left':
      return { ...state, failed: null };
    case 'server/event':
      return reduceEvent(state, action.event, action.at);
    default:
      return state;
  }
}

/**
 * One event of an edit. A page that connects while one runs is told again where it stands: taking
 * an event a second time must change nothing.
 */
function reduceEvent(state: ChatState, event: ServerEvent, at: string): ChatState {
  switch (event.type) {
    case 'accepted':
      return accepted(state, event.editId, event.message);
    case 'message':
    case 'question':
      return { ...state, messages: withMessage(state.messages, event) };
    case 'problem':
      return {
        ...afterProblem(state, event),
        messages: withProblem(state.messages, event.editId, event, at),
      };
    case 'revision':
      return {
        ...withoutSent(state, event.editId),
        messages: withResult(state.messages, event, at),
      };
    case 'suggestion':
      return { ...state, suggestions: withSuggestion(state.suggestions, event) };
    case 'head':
      // Whoever goes back and forth has taken the matter in hand.
      return { ...state, failed: null };
    case 'done':
      return finished(state, event.editId);
    case 'plan':
      return planned(state, event);
    case 'step':
      return onLive(state, event.editId, (edit) => ({
        ...edit,
        stepIndex: event.index,
        stepCount: event.total,
        stepTitle: event.title,
        variation: event.variation,
        variations: event.variations,
        step: 0,
        totalSteps: 0,
        secondsLeft: null,
      }));
    case 'progress':
      return onLive(state, event.editId, (edit) => ({
        ...edit,
        step: Math.max(edit.step, event.step),
        totalSteps: event.totalSteps,
        secondsLeft: event.secondsLeft,
      }));
    case 'preview':
      return onLive(state, event.editId, (edit) => ({ ...edit, previewUrl: event.imageUrl }));
    default:
      return state;
  }
}

function planned(state: ChatState, event: EventOf<'plan'>): ChatState {
  const live = onLive(state, event.editId, (edit) => ({ ...edit, plan: event }));
  const waits = event.waitsForSelection === true;
  const waiting = waits ? saidIn(state, event.editId) : null;
  return live === state ? state : { ...live, waiting, choice: event.choice ?? null };
}

function accepted(state: ChatState, editId: string, message: MessageView): ChatState {
  const messages = withMessage(state.messages, message);
  if (state.finished.includes(editId) || state.edit?.editId === editId) {
    return { ...state, messages };
  }
  const failed = state.failed?.saying.text === message.text ? null : state.failed;
  // While this page's own words are on their way, another page may have been first.
  const sent = state.edit?.text === message.text ? state.edit : liveEdit(null, message.text);
  return { ...state, messages, failed, edit: { ...sent, editId } };
}

/** The call is answered, before or after the first events of the edit. */
function begun(state: ChatState, editId: string): ChatState {
  if (state.edit?.editId !== null) {
    return state;
  }
  const over = state.finished.includes(editId);
  return { ...state, edit: over ? null : { ...state.edit, editId } };
}

function finished(state: ChatState, editId: string): ChatState {
  const isLive = state.edit !== null && state.edit.editId === editId;
  const others = state.finished.filter((id) => id !== editId);
  return {
    ...state,
    edit: isLive ? null : state.edit,
    finished: [...others, editId].slice(-MAX_FINISHED),
  };
}

/**
 * The call itself failed: the person's words stay on the page, with the reason below them. If the
 * events say that the edit has begun nevertheless, they say the rest too.
 */
function failedLocally(state: ChatState, unsaid: Unsaid, problem: Problem, at: string): ChatState {
  const { edit } = state;
  const { text, references } = unsaid.saying;
  if (edit === null || (edit.editId !== null && edit.text === text)) {
    return state;
  }
  const id = UNSENT + at;
  const said = localMessage(`local-said-${id}`, 'user', at, { text, references, editId: id });
  const messages = withProblem([...state.messages, said], id, problem, at);
  return {
    ...remembered(state, problem, unsaid),
    edit: edit.editId === null ? null : edit,
    messages,
  };
}

/** Words that never reached the gateway are said by this call, and not twice. */
function sending(state: ChatState, saying: Saying): ChatState {
  const { text } = saying;
  const unsent = state.messages
    .filter((message) => message.text === text && message.editId?.startsWith(UNSENT))
    .map((message) => message.editId);
  const messages = state.messages.filter((message) => !unsent.includes(message.editId));
  return {
    ...state,
    messages,
    waiting: null,
    choice: null,
    failed: null,
    proposal: null,
    edit: { ...liveEdit(null, text), saying, brings: saying.references ?? [] },
  };
}

function without(state: ChatState, saying: Saying): ChatState {
  return { ...state, queue: state.queue.filter((other) => other !== saying) };
}

/** What failed is kept for when it can be done: once something is selected, or by itself. */
function remembered(state: ChatState, problem: Problem, unsaid: Unsaid): ChatState {
  return asksWhere(problem)
    ? { ...state, waiting: words(unsaid.saying) }
    : { ...state, failed: passes(problem) ? unsaid : null };
}

/** An edit has failed: the page that has asked for it may ask again, and it alone. */
function afterProblem(state: ChatState, event: EventOf<'problem'>): ChatState {
  if (asksWhere(event)) {
    return { ...state, waiting: saidIn(state, event.editId) };
  }
  const saying = state.edit?.editId === event.editId ? state.edit.saying : null;
  return saying === null ? state : remembered(state, event, { saying, key: null });
}

/** What an edit was asked for with; of another page's, what its message shows. */
function saidIn(state: ChatState, editId: string): Saying | null {
  const { edit } = state;
  if (edit?.editId === editId && edit.saying !== null) {
    return words(edit.saying);
  }
  const said = state.messages.find(
    (message) => message.editId === editId && message.role === 'user',
  );
  if (said === undefined) {
    return null;
  }
  const { text, references } = said;
  return references === undefined ? { text } : { text, references };
}

/** Without the plan: where something is selected, the same words mean another one. */
function words({ plan: _plan, options: _options, ...said }: Saying): Saying {
  return said;
}

function onLive(state: ChatState, editId: string, change: (edit: LiveEdit) => LiveEdit): ChatState {
  return state.edit !== null && state.edit.editId === editId
    ? { ...state, edit: change(state.edit) }
    : state;
}

function withSuggestion(
  suggestions: readonly Suggestion[],
  { kind, revision, rle }: Suggestion,
): readonly Suggestion[] {
  const others = suggestions.filter((other) => other.revision !== revision);
  return [...others, { kind, revision, rle }];
}
