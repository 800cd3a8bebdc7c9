import type { RevisionView } from 'chatbrush-client';
import type { Drawing } from '../api/drawing';
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

/** What the shown picture is compared with. */
export function referenceRevision(state: EditorState): RevisionView | null {
  const parent = shownRevision(state)?.parent ?? null;
  return state.view.reference === 'previous' && parent !== null
    ? revisionOf(state, parent)
    : rootRevision(state);
}

/** At most so many versions lie side by side. */
const ABREAST = 3;

/** What the last words have led to, where that is more than one; else the last steps to the head. */
export function sideBySide(state: EditorState): readonly RevisionView[] {
  const head = headRevision(state);
  const words = head?.recipe?.promptOriginal ?? null;
  const twins = (state.session?.revisions ?? []).filter(
    ({ parent, recipe }) => parent === head?.parent && recipe?.promptOriginal === words,
  );
  if (words !== null && twins.length > 1) {
    return twins.slice(-ABREAST);
  }
  const steps: RevisionView[] = [];
  for (let at = head; at !== null && steps.length < ABREAST;) {
    steps.unshift(at);
    at = at.parent === null ? null : revisionOf(state, at.parent);
  }
  return steps;
}

export function isEmptyDraft(draft: Drawing): boolean {
  return (
    draft.points.length === 0 &&
    draft.box === null &&
    draft.strokes.length === 0 &&
    draft.subject === null &&
    draft.text === null &&
    !draft.uploaded
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
  const { viewing, comparing, split } = state.view;
  return state.session !== null && viewing === null && !comparing && split === null;
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

/** Whether any tool looks at a picture that comes with a message. */
export function looksAtPictures(state: EditorState): boolean {
  return state.tools.some(({ models }) => models.some((model) => (model.references ?? 0) > 0));
}
