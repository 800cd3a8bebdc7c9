/** All that the page knows. Plain immutable objects; only the reducer makes new ones. */
import type { Choice, Plan, Problem, RevisionView, SampleView, SelectionInput } from '../api/types';
import type {
  MessageView,
  SelectionView,
  StatusView,
  Suggestion,
  Title,
  ToolView,
} from '../api/types';
import type { Label } from '../geometry/gesture';
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

export interface SelectionState {
  readonly draft: SelectionInput;
  /** Earlier drafts, oldest first, for taking back points and strokes. */
  readonly past: readonly SelectionInput[];
  /** Drafts that were taken back, the next one first. */
  readonly future: readonly SelectionInput[];
  readonly answer: SelectionView | null;
  /** The number of the newest request; answers to older ones are dropped. */
  readonly sequence: number;
  readonly pending: boolean;
  readonly problem: Problem | null;
}

export interface LiveEdit {
  /** Null until the gateway has accepted the message. */
  readonly editId: string | null;
  readonly text: string;
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
}

export interface ChatState {
  readonly messages: readonly MessageView[];
  readonly edit: LiveEdit | null;
  /** Edits that are over: events of theirs that come late are dropped. */
  readonly finished: readonly string[];
  /** Words that asked where: they are said again once something is selected. */
  readonly waiting: string | null;
  /** What those words ask to choose from, where several things have the name. */
  readonly choice: Choice | null;
  /** What is offered with results of this visit; a reload forgets it. */
  readonly suggestions: readonly Suggestion[];
}

export type Dialog =
  { readonly kind: 'shortcuts' } | { readonly kind: 'replace'; readonly file: File } | null;

export interface ViewState {
  readonly tool: Tool;
  readonly label: Label;
  /** Image pixels. */
  readonly brushRadius: number;
  readonly comparing: boolean;
  /** A revision that is only looked at; null = the head. */
  readonly viewing: number | null;
  readonly dialog: Dialog;
}

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly letterShortcuts: boolean;
}

export type Notice =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'info'; readonly key: 'copied' };

export interface EditorState {
  readonly session: Session | null;
  /** The name of the picture that is being opened, '' for one with an address; null = none. */
  readonly opening: string | null;
  readonly selection: SelectionState;
  readonly chat: ChatState;
  readonly view: ViewState;
  readonly preferences: Preferences;
  readonly status: StatusView | null;
  /** False while the event stream is broken off. */
  readonly online: boolean;
  readonly tools: readonly ToolView[];
  readonly samples: readonly SampleView[];
  readonly notice: Notice | null;
}

export const EMPTY_DRAFT: SelectionInput = {
  points: [],
  box: null,
  strokes: [],
  candidate: null,
  subject: null,
  text: null,
  numbers: [],
  refine: { dilate: 0, feather: 0, invert: false, fillHoles: false, keepLargest: false },
};

export const EMPTY_SELECTION: SelectionState = {
  draft: EMPTY_DRAFT,
  past: [],
  future: [],
  answer: null,
  sequence: 0,
  pending: false,
  problem: null,
};

export const EMPTY_CHAT: ChatState = {
  messages: [],
  edit: null,
  finished: [],
  waiting: null,
  choice: null,
  suggestions: [],
};

export const INITIAL_VIEW: ViewState = {
  tool: 'point',
  label: 'include',
  brushRadius: 24,
  comparing: false,
  viewing: null,
  dialog: null,
};

export function initialState(preferences: Preferences): EditorState {
  return {
    session: null,
    opening: null,
    selection: EMPTY_SELECTION,
    chat: EMPTY_CHAT,
    view: INITIAL_VIEW,
    preferences,
    status: null,
    online: true,
    tools: [],
    samples: [],
    notice: null,
  };
}
