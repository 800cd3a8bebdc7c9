import type { MessageView } from 'chatbrush-client';
import { withMessage } from './chat-messages';
import { withSent } from './sent';
import type { Sent } from './sent';
import type { ChatState, LiveEdit } from './state';

const NEW_EDIT: LiveEdit = {
  saying: null,
  editId: null,
  text: '',
  waits: null,
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

/** Finished edits whose late events are still recognised. */
const MAX_FINISHED = 50;

export function liveEdit(editId: string | null, text: string): LiveEdit {
  return { ...NEW_EDIT, editId, text };
}

/** The gateway tells that it has taken a message: of this page, or of another one. */
export function accepted(state: ChatState, editId: string, message: MessageView): ChatState {
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
export function begun(state: ChatState, editId: string, went: Sent): ChatState {
  const sent = withSent(state.sent, editId, went);
  if (state.edit?.editId !== null) {
    return { ...state, sent };
  }
  const over = state.finished.includes(editId);
  return { ...state, sent, edit: over ? null : { ...state.edit, editId } };
}

export function finished(state: ChatState, editId: string): ChatState {
  const isLive = state.edit !== null && state.edit.editId === editId;
  const others = state.finished.filter((id) => id !== editId);
  return {
    ...state,
    edit: isLive ? null : state.edit,
    finished: [...others, editId].slice(-MAX_FINISHED),
  };
}

/** The running edit changed, where it is that one. */
export function onLive(
  state: ChatState,
  editId: string,
  change: (edit: LiveEdit) => LiveEdit,
): ChatState {
  return state.edit !== null && state.edit.editId === editId
    ? { ...state, edit: change(state.edit) }
    : state;
}
