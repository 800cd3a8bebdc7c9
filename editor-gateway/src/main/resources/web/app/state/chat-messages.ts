import type { EventOf, MessageView, Problem } from 'chatbrush-client';

/** Messages as the page knows them: cards of its own stand in until the gateway's arrive. */
export function withMessage(
  messages: readonly MessageView[],
  added: MessageView,
): readonly MessageView[] {
  const replaces = (message: MessageView): boolean =>
    message.id === added.id || (isStandIn(message) && saysTheSame(message, added));
  const index = messages.findIndex(replaces);
  if (index < 0) {
    return [...messages, added];
  }
  const rest = messages.filter((message, at) => at === index || !replaces(message));
  return rest.map((message) => (replaces(message) ? added : message));
}

/** A card for a stored picture, until the assistant's message about it arrives. */
export function withResult(
  messages: readonly MessageView[],
  event: EventOf<'revision'>,
  at: string,
): readonly MessageView[] {
  const number = event.revision.number;
  if (messages.some((message) => message.revision === number)) {
    return messages;
  }
  const { editId } = event;
  const card = localMessage(`local-revision-${number}`, 'assistant', at, {
    editId,
    revision: number,
  });
  return [...messages, card];
}

export function withProblem(
  messages: readonly MessageView[],
  editId: string,
  problem: Problem,
  at: string,
): readonly MessageView[] {
  if (messages.some((message) => message.editId === editId && message.problem !== null)) {
    return messages;
  }
  const card = localMessage(`local-problem-${editId}`, 'assistant', at, { editId, problem });
  return [...messages, card];
}

function isStandIn(message: MessageView): boolean {
  return message.id.startsWith('local-');
}

function saysTheSame(standIn: MessageView, real: MessageView): boolean {
  const sameRevision = standIn.revision !== null && standIn.revision === real.revision;
  const sameProblem =
    standIn.problem !== null && real.problem !== null && standIn.editId === real.editId;
  return sameRevision || sameProblem;
}

export function localMessage(
  id: string,
  role: MessageView['role'],
  at: string,
  content: Partial<MessageView>,
): MessageView {
  return {
    id,
    role,
    text: '',
    at,
    editId: null,
    revision: null,
    problem: null,
    question: false,
    ...content,
  };
}
