import type { EventOf, Problem } from 'chatbrush-client';
import type { Action } from './actions';
import { asksWhere, passes } from './asking';
import { localMessage, withProblem } from './chat-messages';
import type { Saying } from './sent';
import { withSent } from './sent';
import type { ChatState, Unsaid } from './state';

type FailedCall = Action & { readonly type: 'chat/failed' };

/** How the id of an edit begins that the gateway has never heard of. */
export const UNSENT = 'unsent-';

/**
 * The call itself failed: the person's words stay on the page, with the reason below them. If the
 * events say that the edit has begun nevertheless, they say the rest too.
 */
export function failedLocally(state: ChatState, { unsaid, problem, at }: FailedCall): ChatState {
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
    sent: withSent(state.sent, id, unsaid.sent),
    edit: edit.editId === null ? null : edit,
    messages,
  };
}

/** What failed is kept for when it can be done: once something is selected, or by itself. */
function remembered(state: ChatState, problem: Problem, unsaid: Unsaid): ChatState {
  return asksWhere(problem)
    ? { ...state, waiting: words(unsaid.saying) }
    : { ...state, failed: passes(problem) ? unsaid : null };
}

/** An edit has failed: the page that has asked for it may ask again, and it alone. */
export function afterProblem(state: ChatState, event: EventOf<'problem'>): ChatState {
  if (asksWhere(event)) {
    return { ...state, waiting: saidIn(state, event.editId) };
  }
  const said = state.edit?.editId === event.editId ? state.edit.saying : null;
  if (said === null) {
    return state;
  }
  // With its plan, where the call has been answered by now.
  const sent = state.sent[event.editId] ?? null;
  return remembered(state, event, { saying: sent?.saying ?? said, key: null, sent });
}

/** What an edit was asked for with; of another page's, what its message shows. */
export function saidIn(state: ChatState, editId: string): Saying | null {
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
