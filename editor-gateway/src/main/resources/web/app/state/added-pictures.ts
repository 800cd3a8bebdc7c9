import type { AddedPicture } from 'chatbrush-client';
import type { Saying } from './sent';
import type { ChatState } from './state';

/**
 * What the next message brings: no picture that the running edit, or one in the row, was sent with.
 * The same picture may be there once for each.
 */
export function freePictures(chat: ChatState): readonly AddedPicture[] {
  const queued = chat.queue.flatMap(({ references }) => references ?? []);
  return without(chat.pictures, [...(chat.edit?.brings ?? []), ...queued]);
}

/** The same picture twice in one message is one. */
export function withPicture(state: ChatState, added: AddedPicture): ChatState {
  const known = freePictures(state).some(({ reference }) => reference === added.reference);
  return known ? state : { ...state, pictures: [...state.pictures, added] };
}

export function withoutPicture(state: ChatState, reference: string): ChatState {
  return { ...state, pictures: without(state.pictures, [reference]) };
}

/** Pictures have done what they were sent for; others still wait for their message. */
export function withoutSent(state: ChatState, editId: string): ChatState {
  const { edit } = state;
  if (edit?.editId !== editId) {
    return state;
  }
  const pictures = without(state.pictures, edit.brings);
  return { ...state, pictures, edit: { ...edit, brings: [] } };
}

/** What was said brings the pictures too that were still on their way. */
export function brought(state: ChatState, before: Saying, saying: Saying): ChatState {
  const queue = state.queue.map((other) => (other === before ? saying : other));
  const { edit } = state;
  const brings = saying.references ?? [];
  return {
    ...state,
    queue,
    edit: edit?.saying === before ? { ...edit, saying, brings } : edit,
  };
}

/** One picture less for each of `taken`. */
function without(
  pictures: readonly AddedPicture[],
  taken: readonly string[],
): readonly AddedPicture[] {
  const left = [...taken];
  return pictures.filter(({ reference }) => {
    const at = left.indexOf(reference);
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at < 0;
  });
}

/** What is said with the pictures that it brings, each once, in their order. */
export function withReferences(saying: Saying, references: readonly string[]): Saying {
  return references.length === 0 ? saying : { ...saying, references: [...new Set(references)] };
}
