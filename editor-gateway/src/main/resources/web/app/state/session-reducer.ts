import type { RevisionView, ServerEvent, SessionView } from 'chatbrush-client';
import type { Session } from './state';

export function sessionFrom(view: SessionView): Session {
  return {
    id: view.id,
    name: view.name,
    head: view.head,
    revisions: view.revisions,
    canUndo: view.canUndo,
    canRedo: view.canRedo,
  };
}

export function reduceSession(session: Session, event: ServerEvent): Session {
  switch (event.type) {
    case 'revision':
      return {
        ...session,
        head: event.head,
        canUndo: event.canUndo,
        canRedo: event.canRedo,
        revisions: withRevision(session.revisions, event.revision),
      };
    case 'head':
      return { ...session, head: event.head, canUndo: event.canUndo, canRedo: event.canRedo };
    case 'renamed':
      return { ...session, name: event.name };
    default:
      return session;
  }
}

function withRevision(
  revisions: readonly RevisionView[],
  added: RevisionView,
): readonly RevisionView[] {
  const others = revisions.filter((revision) => revision.number !== added.number);
  return [...others, added].sort((a, b) => a.number - b.number);
}
