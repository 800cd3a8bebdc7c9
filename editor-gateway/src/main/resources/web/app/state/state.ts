/** All that the page knows. Plain immutable objects; only the reducer makes new ones. */
import type {
  AddedPicture,
  Choice,
  EventOf,
  Join,
  MessageView,
  Options,
  Plan,
  Problem,
  RevisionView,
  SampleView,
  StatusView,
  Suggestion,
  Title,
  ToolView,
} from 'chatbrush-client';
import type { Label } from '../geometry/gesture';
import { UNREAD } from './pictures';
import type { Pictures } from './pictures';
import { EMPTY_SELECTION } from './selection';
import type { SelectionState } from './selection';
import type { Saying, Sent, SentMessages } from './sent';
import type { ToolSettings } from './tool-settings';
import type { Tool } from './tools';

export type Language = 'ko' | 'en';
export type Theme = 'system' | 'light' | 'dark';

export interface Session {
  readonly id: string;
  readonly name: string;
  readonly head: number;
  readonly revisions: readonly RevisionView[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface LiveEdit {
  /** What this page has said; null for what was said elsewhere. */
  readonly saying: Saying | null;
  /** Null until the gateway has accepted the message. */
  readonly editId: string | null;
  readonly text: string;
  /** What comes before it; null where it has begun, or was never told to wait. */
  readonly waits: { readonly ahead: number; readonly seconds: number | null } | null;
  readonly plan: Plan | null;
  readonly stepIndex: number;
  readonly stepCount: number;
  readonly stepTitle: Title | null;
  readonly variation: number;
  readonly variations: number;
  readonly step: number;
  readonly totalSteps: number;
  readonly secondsLeft: number | null;
  readonly previewUrl: string | null;
  readonly stopping: boolean;
  /** The pictures that it was sent with, until something has come of it. */
  readonly brings: readonly string[];
}

/** What failed and is said again by itself. */
export interface Unsaid {
  readonly saying: Saying;
  /** Of a call that may have arrived: repeated under it, it is the same edit. */
  readonly key: string | null;
  /** What it first went out with; null where it takes what is there by now. */
  readonly sent: Sent | null;
}

/** A plan that has not run, with the options that a person has set. */
export interface Proposal extends Saying {
  readonly plan: Plan;
  readonly options: Options;
}

export interface ChatState {
  readonly messages: readonly MessageView[];
  readonly edit: LiveEdit | null;
  /** Edits that are over: events of theirs that come late are dropped. */
  readonly finished: readonly string[];
  /** What asked where: it is said again, with its pictures, once something is selected. */
  readonly waiting: Saying | null;
  /** What those words ask to choose from, where several things have the name. */
  readonly choice: Choice | null;
  /** Words of this page that failed for a reason that passes. */
  readonly failed: Unsaid | null;
  /** What this page's messages went out with. */
  readonly sent: SentMessages;
  /** What was said while an edit runs; it follows, in this order. */
  readonly queue: readonly Saying[];
  /** What would be done, waiting for a person's word. */
  readonly proposal: Proposal | null;
  /** What was added to be looked at; gone with the first result of the edit that was sent with it. */
  readonly pictures: readonly AddedPicture[];
  /** What is offered with results of this visit; a reload forgets it. */
  readonly suggestions: readonly Suggestion[];
}

export type Dialog =
  | { readonly kind: 'shortcuts' | 'versions' }
  | { readonly kind: 'replace'; readonly file: File }
  | null;

export type Reference = 'original' | 'previous';

export interface ViewState {
  readonly tool: Tool;
  readonly label: Label;
  /** How the next click, box or lasso joins what is selected; null: it goes on with the same thing. */
  readonly join: Join | null;
  /** Image pixels. */
  readonly brushRadius: number;
  readonly comparing: boolean;
  /** What is compared with. */
  readonly reference: Reference;
  /** Share of the picture's width that shows the one before, while a slider compares. */
  readonly split: number | null;
  /** An example runs: what comes of it is compared at once. */
  readonly showing: boolean;
  /** The tool that is meant, whatever the words say; null: what the words say. */
  readonly useTool: string | null;
  /** A revision that is only looked at; null = the head. */
  readonly viewing: number | null;
  readonly dialog: Dialog;
}

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly letterShortcuts: boolean;
  /** Erases as soon as the brush is lifted. */
  readonly eraseOnRelease: boolean;
  /** Shows what would be done before it is done. */
  readonly planFirst: boolean;
  readonly toolOptions: ToolSettings;
}

export const DEFAULT_PREFERENCES: Preferences = {
  language: 'en',
  theme: 'system',
  letterShortcuts: true,
  eraseOnRelease: false,
  planFirst: false,
  toolOptions: {},
};

export type Notice =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'info'; readonly key: 'copied' | 'linked' | 'shared' | 'heic' | 'deleted' }
  /** The session that is shown has another name. */
  | { readonly kind: 'renamed'; readonly name: string }
  /** The session that was shown has been deleted. */
  | { readonly kind: 'gone'; readonly reason: EventOf<'deleted'>['reason'] }
  /** A message is tried again, and not in all as it was sent. */
  | { readonly kind: 'retried'; readonly version: number | null; readonly lost: readonly Lost[] };

/** What a message went out with and what is there no more. */
export type Lost = 'tool' | 'option' | 'version' | 'unknown';

/** A session that this browser has opened before. */
export interface Recent {
  readonly id: string;
  readonly name: string;
}

export interface EditorState {
  readonly session: Session | null;
  /** The name of the picture that is being opened, '' for one with an address; null = none. */
  readonly opening: string | null;
  /** How much of that is on its way to the gateway, 0 to 1; null while that is not known. */
  readonly uploaded: number | null;
  readonly selection: SelectionState;
  readonly chat: ChatState;
  readonly view: ViewState;
  readonly preferences: Preferences;
  readonly status: StatusView | null;
  /** False while the event stream is broken off. */
  readonly online: boolean;
  readonly tools: readonly ToolView[];
  readonly samples: readonly SampleView[];
  readonly recents: readonly Recent[];
  readonly pictures: Pictures;
  readonly notice: Notice | null;
}

export const EMPTY_CHAT: ChatState = {
  messages: [],
  edit: null,
  finished: [],
  waiting: null,
  choice: null,
  failed: null,
  sent: {},
  queue: [],
  proposal: null,
  pictures: [],
  suggestions: [],
};

export const INITIAL_VIEW: ViewState = {
  tool: 'point',
  label: 'include',
  join: null,
  brushRadius: 24,
  comparing: false,
  reference: 'original',
  split: null,
  showing: false,
  useTool: null,
  viewing: null,
  dialog: null,
};

export function initialState(preferences: Preferences): EditorState {
  return {
    session: null,
    opening: null,
    uploaded: null,
    selection: EMPTY_SELECTION,
    chat: EMPTY_CHAT,
    view: INITIAL_VIEW,
    preferences,
    status: null,
    online: true,
    tools: [],
    samples: [],
    recents: [],
    pictures: UNREAD,
    notice: null,
  };
}
