/** The events of an edit and of a session, as one union that the reducer understands. */
import type { components } from './schema.ts';
import type { MessageView, Plan, Problem, SelectionView, StatusView, Suggestion } from './types.ts';

type Schemas = components['schemas'];
type OfEdit = Pick<Schemas['DoneEvent'], 'editId'>;

/** What each event's data is, by its name. */
interface EventData {
  readonly accepted: OfEdit & { readonly message: MessageView };
  /** None of an edit that begins at once. With none ahead and 0 seconds it has begun. */
  readonly waiting: Schemas['WaitingEvent'];
  readonly plan: OfEdit & Plan;
  readonly step: Omit<Schemas['StepEvent'], 'note'>;
  readonly progress: Schemas['ProgressEvent'];
  readonly preview: Schemas['PreviewEvent'];
  readonly revision: Schemas['RevisionEvent'];
  readonly suggestion: OfEdit & Suggestion;
  readonly message: OfEdit & MessageView;
  readonly question: OfEdit & MessageView;
  readonly problem: OfEdit & Problem;
  readonly done: Schemas['DoneEvent'];
  /** Without an edit when the history was moved by hand. */
  readonly head: Omit<Schemas['HeadEvent'], 'editId'> & Partial<OfEdit>;
  readonly selection: {
    readonly selection: SelectionView | null;
    /** The number of the clearing that is told; null where no page has asked for one. */
    readonly sequence: number | null;
  };
  readonly renamed: Schemas['RenamedEvent'];
  /** The session's last. */
  readonly deleted: Schemas['DeletedEvent'];
  readonly status: StatusView;
}

type EventName = keyof EventData;

export type EventOf<Name extends EventName> = EventData[Name] & { readonly type: Name };

export type ServerEvent = { [Name in EventName]: EventOf<Name> }[EventName];

export const EVENT_TYPES: readonly ServerEvent['type'][] = [
  'accepted',
  'waiting',
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
  'renamed',
  'deleted',
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
