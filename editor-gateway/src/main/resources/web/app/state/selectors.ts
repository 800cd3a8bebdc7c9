import type { RevisionView, SelectionInput } from '../api/types';
import type { EditorState } from './state';

export function revisionOf(state: EditorState, number: number): RevisionView | null {
  return state.session?.revisions.find((revision) => revision.number === number) ?? null;
}

export function headRevision(state: EditorState): RevisionView | null {
  return state.session === null ? null : revisionOf(state, state.session.head);
}

/** What the stage shows, and is as large as: what is looked at, else the head. */
export function shownRevision(state: EditorState): RevisionView | null {
  return state.session && revisionOf(state, state.view.viewing ?? state.session.head);
}

export function rootRevision(state: EditorState): RevisionView | null {
  return state.session?.revisions.find((revision) => revision.parent === null) ?? null;
}

export function isEmptyDraft(draft: SelectionInput): boolean {
  return (
    draft.points.length === 0 &&
    draft.box === null &&
    draft.strokes.length === 0 &&
    draft.subject === null &&
    draft.text === null
  );
}

/** Whether an edit that led to the head was asked for with a selection, and it still lies there. */
export function canSelectAgain(state: EditorState): boolean {
  let revision = headRevision(state);
  while (revision?.recipe && revision.parent !== null) {
    const { target, parameters } = revision.recipe;
    if (target === 'SELECTION' || target === 'REST') {
      return true;
    }
    if (parameters.output === 'any') {
      return false;
    }
    revision = revisionOf(state, revision.parent);
  }
  return false;
}

/** Whether pointing at the picture means the head: not while an older picture is shown. */
export function canSelect(state: EditorState): boolean {
  return state.session !== null && state.view.viewing === null && !state.view.comparing;
}

/** Whether the next step back is one of the drawing, and not an edit. */
export function canTakeBack(state: EditorState): boolean {
  return canSelect(state) && !isBusy(state) && state.selection.past.length > 0;
}

export function canDrawAgain(state: EditorState): boolean {
  return canSelect(state) && !isBusy(state) && state.selection.future.length > 0;
}

export function isBusy(state: EditorState): boolean {
  return state.chat.edit !== null;
}

/** Texts that the person has sent, oldest first. */
export function sentTexts(state: EditorState): readonly string[] {
  return state.chat.messages
    .filter((message) => message.role === 'user')
    .map((message) => message.text);
}
