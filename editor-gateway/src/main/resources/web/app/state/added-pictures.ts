import type { AddedPicture } from '../api/types';
import type { Saying } from '../api/types';
import type { ChatState, EditorState } from './state';

/** What the next message brings: no picture that the running edit, or one in the row, was sent with. */
export function freePictures({ chat }: EditorState): readonly AddedPicture[] {
  const said = [chat.edit?.saying, ...chat.queue];
  const taken = said.flatMap((saying) => saying?.references ?? []);
  return chat.pictures.filter(({ reference }) => !taken.includes(reference));
}

/** The same picture twice is one. */
export function withPictures(
  state: ChatState,
  replaced: string,
  added: readonly AddedPicture[],
): ChatState {
  const others = state.pictures.filter(({ reference }) => reference !== replaced);
  return { ...state, pictures: [...others, ...added] };
}

/** Pictures have done what they were sent for; others still wait for their message. */
export function withoutSent(state: ChatState, editId: string): ChatState {
  const sent = state.edit?.editId === editId ? (state.edit.saying?.references ?? []) : [];
  return {
    ...state,
    pictures: state.pictures.filter(({ reference }) => !sent.includes(reference)),
  };
}

/** What was said brings the pictures too that were still on their way. */
export function brought(state: ChatState, before: Saying, saying: Saying): ChatState {
  const queue = state.queue.map((other) => (other === before ? saying : other));
  const { edit } = state;
  return { ...state, queue, edit: edit?.saying === before ? { ...edit, saying } : edit };
}
