import type { EventOf, ServerEvent, Suggestion } from 'chatbrush-client';
import type { Action } from './actions';
import { brought, withoutPicture, withoutSent, withPicture } from './added-pictures';
import { afterProblem, failedLocally, saidIn, UNSENT } from './chat-failures';
import { withMessage, withProblem, withResult } from './chat-messages';
import { accepted, begun, finished, liveEdit, onLive } from './live-edit';
import type { Saying } from './sent';
import type { ChatState } from './state';

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
      return begun(state, action.editId, action.sent);
    case 'chat/stopping':
      return state.edit === null
        ? state
        : { ...state, edit: { ...state.edit, stopping: action.stopping } };
    case 'chat/failed':
      return failedLocally(state, action);
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
    case 'waiting':
      return onLive(state, event.editId, (edit) => ({
        ...edit,
        // By way of another gateway it may come after the plan.
        waits: begins(event) || edit.plan !== null ? null : event,
      }));
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

/** The turn of an edit that waited has come. */
function begins({ ahead, seconds }: EventOf<'waiting'>): boolean {
  return ahead === 0 && seconds === 0;
}

function planned(state: ChatState, event: EventOf<'plan'>): ChatState {
  const live = onLive(state, event.editId, (edit) => ({ ...edit, waits: null, plan: event }));
  const waits = event.waitsForSelection === true;
  const waiting = waits ? saidIn(state, event.editId) : null;
  return live === state ? state : { ...live, waiting, choice: event.choice ?? null };
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

function withSuggestion(
  suggestions: readonly Suggestion[],
  { kind, revision, rle }: Suggestion,
): readonly Suggestion[] {
  const others = suggestions.filter((other) => other.revision !== revision);
  return [...others, { kind, revision, rle }];
}
