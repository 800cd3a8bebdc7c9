import type { EventOf, ServerEvent, SessionView } from 'chatbrush-client';
import type { Action } from './actions';
import { withoutSent } from './added-pictures';
import { UNSENT } from './chat-failures';
import { reduceChat } from './chat-reducer';
import { liveEdit } from './live-edit';
import { reduceSelection, selectionFrom } from './selection-reducer';
import { reduceSession, sessionFrom } from './session-reducer';
import { isEmptyDraft } from './selectors';
import { EMPTY_CHAT, initialState, INITIAL_VIEW } from './state';
import { EMPTY_SELECTION } from './selection';
import type { ChatState, EditorState } from './state';
import { reduceView } from './view-reducer';

/** The one way in which the state changes. Pure. */
export function reduce(state: EditorState, action: Action): EditorState {
  switch (action.type) {
    case 'session/opening':
      return { ...state, opening: action.name, uploaded: null, notice: null };
    case 'session/uploading':
      return state.opening === null ? state : { ...state, uploaded: action.share };
    case 'session/notOpened':
      return { ...state, opening: null, uploaded: null };
    case 'session/opened':
      return opened(state, action.session);
    case 'session/synced':
      return synced(state, action.session);
    case 'session/closed':
      return { ...initialState(state.preferences), ...kept(state) };
    case 'server/event':
      // Whatever is heard, the line is there.
      return onEvent(heard(reduceParts(state, action)), action.event);
    case 'server/lost':
      return { ...state, online: false };
    case 'server/status':
      return { ...state, status: action.status, online: true };
    case 'preferences/changed':
      return { ...state, preferences: { ...state.preferences, ...action.preferences } };
    case 'catalogue/tools':
      return { ...state, tools: action.tools };
    case 'catalogue/recents':
      return { ...state, recents: action.recents };
    case 'catalogue/pictures':
      return { ...state, pictures: action.pictures };
    case 'catalogue/samples':
      return { ...state, samples: action.samples };
    case 'notice/shown':
      // What fails may be what was being opened; what is merely told is not.
      return {
        ...state,
        notice: action.notice,
        opening: action.notice.kind === 'info' ? state.opening : null,
      };
    case 'notice/dismissed':
      return { ...state, notice: null };
    default:
      return reduceParts(state, action);
  }
}

function reduceParts(state: EditorState, action: Action): EditorState {
  const selection = reduceSelection(state.selection, action);
  const chat = reduceChat(state.chat, action);
  const view = reduceView(state.view, action);
  const same = selection === state.selection && chat === state.chat && view === state.view;
  return same ? state : { ...state, selection, chat, view };
}

function heard(state: EditorState): EditorState {
  return state.online ? state : { ...state, online: true };
}

/** What belongs to the page and not to a session. */
function kept(state: EditorState): Partial<EditorState> {
  const { tools, samples, recents, pictures, status, online } = state;
  return { tools, samples, recents, pictures, status, online };
}

function opened(state: EditorState, view: SessionView): EditorState {
  const { tool, label, brushRadius } = state.view;
  return {
    ...state,
    session: sessionFrom(view),
    opening: null,
    notice: null,
    selection: selectionFrom(view.selection, 0),
    chat: chatFrom(view, EMPTY_CHAT),
    view: { ...INITIAL_VIEW, tool, label, brushRadius },
  };
}

/** Reads the session anew without disturbing what the person is drawing or looking at. */
function synced(state: EditorState, view: SessionView): EditorState {
  if (state.session?.id !== view.id) {
    return state;
  }
  const moved = state.session.head !== view.head;
  return {
    ...state,
    online: true,
    session: sessionFrom(view),
    selection: moved
      ? selectionFrom(view.selection, state.selection.sequence)
      : { ...state.selection, clearing: null },
    chat: chatFrom(view, state.chat),
    view: moved ? { ...state.view, viewing: null } : state.view,
  };
}

function chatFrom(view: SessionView, known: ChatState): ChatState {
  const own = known.edit?.editId ?? null;
  const made = view.messages.some(({ editId, revision }) => editId === own && revision !== null);
  const before = made && own !== null ? withoutSent(known, own) : known;
  // What was read may be older than what was told since: an edit that is over stays over.
  const over = before.finished.includes(view.activeEdit?.editId ?? '');
  const active = over ? null : view.activeEdit;
  const sending = before.edit !== null && before.edit.editId === null ? before.edit : null;
  const said = (id: string): string =>
    view.messages.find((message) => message.editId === id && message.role === 'user')?.text ?? '';
  const running =
    active === null
      ? null
      : before.edit?.editId === active.editId
        ? before.edit
        : sending?.text === said(active.editId)
          ? { ...sending, editId: active.editId }
          : liveEdit(active.editId, said(active.editId));
  // Calls that never reached the gateway are known to this page alone.
  const unsent = before.messages.filter((message) => message.editId?.startsWith(UNSENT));
  const messages = [...view.messages, ...unsent];
  return {
    ...before,
    messages,
    finished: finishedIn(view, before),
    edit: running ?? sending,
  };
}

/** What ended while this page did not listen is over too, if its own call is answered late. */
function finishedIn({ messages, activeEdit }: SessionView, before: ChatState): readonly string[] {
  const ended = messages
    .filter(({ role }) => role === 'assistant')
    .map(({ editId }) => editId)
    .filter((id): id is string => id !== null && id !== activeEdit?.editId);
  return [...new Set([...before.finished, ...ended])];
}

function onEvent(state: EditorState, event: ServerEvent): EditorState {
  if (event.type === 'status') {
    return { ...state, status: event, online: true };
  }
  if (state.session === null) {
    return state;
  }
  if (event.type === 'selection') {
    return onSelection(state, event);
  }
  // What becomes of the selection is told by an event of its own, before this one or after it.
  const session = reduceSession(state.session, event);
  if (event.type === 'renamed' && event.name !== state.session.name) {
    // A page does not rename what it shows: somebody else has.
    return { ...state, session, notice: { kind: 'renamed', name: event.name } };
  }
  return session === state.session ? state : { ...state, session };
}

/**
 * Another page's selection, or one that came back; an echo of this page's own is older than or
 * equal to the sequence of what it shows.
 */
function onSelection(state: EditorState, event: EventOf<'selection'>): EditorState {
  const { sequence, clearing, pending, draft, answer } = state.selection;
  if (event.selection === null) {
    if (event.sequence !== null && event.sequence === clearing) {
      return { ...state, selection: { ...state.selection, clearing: null } };
    }
    // While this page waits for a newer mask, an earlier clearing is no longer news; nor is its own,
    // which may be told when something has been drawn and answered since.
    const older = event.sequence !== null && event.sequence <= sequence;
    const known = pending || older || (answer === null && isEmptyDraft(draft));
    return known ? state : { ...state, selection: { ...EMPTY_SELECTION, sequence } };
  }
  if (clearing !== null && event.selection.sequence <= clearing) {
    return state; // what was selected before this page has cleared it
  }
  const shown = pending || answer !== null || !isEmptyDraft(draft);
  return shown && event.selection.sequence <= sequence
    ? state
    : { ...state, selection: selectionFrom(event.selection, sequence) };
}
