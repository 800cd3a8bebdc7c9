import type { Translate } from '../../i18n/translate';
import type { EditorState } from '../../state/state';

/** Progress is told to screen readers this many times an edit, not at every step. */
const TELLINGS = 4;

/** What a screen reader is told about the state, beyond the log of the chat. */
export function announcement(state: EditorState, t: Translate): string {
  const { edit } = state.chat;
  if (edit !== null) {
    if (edit.stopping) {
      return t('chat.stopping');
    }
    if (edit.totalSteps === 0) {
      return t(edit.plan === null ? 'edit.planning' : 'edit.working');
    }
    const quarter = Math.floor((edit.step / edit.totalSteps) * TELLINGS) / TELLINGS;
    const step = Math.round(quarter * edit.totalSteps);
    return t('edit.step', { step, total: edit.totalSteps });
  }
  const { answer, pending } = state.selection;
  const head = state.session?.revisions.find((revision) => revision.number === state.session?.head);
  if (answer === null || pending || head === undefined) {
    return '';
  }
  const percent = ((answer.area / (head.width * head.height)) * 100).toFixed(0);
  return answer.area === 0 ? t('selection.nothing') : t('selection.announce', { percent });
}
