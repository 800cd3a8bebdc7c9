/** The events of an edit and of a session, as one union that the reducer understands. */
import type {
  MessageView,
  Plan,
  Problem,
  RevisionView,
  SelectionView,
  StatusView,
  Suggestion,
  Title,
} from './types';

interface OfEdit {
  readonly editId: string;
}

interface Head {
  readonly head: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export type Outcome = 'completed' | 'cancelled' | 'failed' | 'question' | 'answered';

export type ServerEvent =
  | (OfEdit & { readonly type: 'accepted'; readonly message: MessageView })
  | (OfEdit & Plan & { readonly type: 'plan' })
  | (OfEdit & {
      readonly type: 'step';
      readonly index: number;
      readonly total: number;
      readonly tool: string;
      readonly title: Title | null;
      /** From 0, of `variations` results to choose from. */
      readonly variation: number;
      readonly variations: number;
    })
  | (OfEdit & {
      readonly type: 'progress';
      readonly index: number;
      readonly step: number;
      readonly totalSteps: number;
      readonly secondsLeft: number | null;
    })
  | (OfEdit & { readonly type: 'preview'; readonly step: number; readonly imageUrl: string })
  | (OfEdit & Head & { readonly type: 'revision'; readonly revision: RevisionView })
  | (OfEdit & Suggestion & { readonly type: 'suggestion' })
  | (OfEdit & MessageView & { readonly type: 'message' })
  | (OfEdit & MessageView & { readonly type: 'question' })
  | (OfEdit & Problem & { readonly type: 'problem' })
  | (OfEdit & { readonly type: 'done'; readonly outcome: Outcome; readonly head: number })
  | (Head & { readonly type: 'head'; readonly editId?: string })
  | { readonly type: 'selection'; readonly selection: SelectionView | null }
  | (StatusView & { readonly type: 'status' });

export const EVENT_TYPES: readonly ServerEvent['type'][] = [
  'accepted',
  'plan',
  'step',
  'progress',
  'preview',
  'revision',
  'suggestion',
  'message',
  'question',
  'problem',
  'done',
  'head',
  'selection',
  'status',
];

/**
 * Joins an SSE event's name and its JSON. Null for names of a newer gateway, which an older page
 * passes over (that is what makes adding events compatible).
 * @throws SyntaxError when the data is not JSON.
 */
export function serverEvent(name: string, data: string): ServerEvent | null {
  if (!(EVENT_TYPES as readonly string[]).includes(name)) {
    return null;
  }
  // RFC 9457 has a `type` of its own; the event's name is the one the reducer needs.
  return { ...(JSON.parse(data) as object), type: name } as ServerEvent;
}
