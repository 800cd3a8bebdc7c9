/**
 * Names for what docs/openapi.yaml describes. The types come from there, by `npm run generate`; added
 * is only what a description does not say: pairs, and what may be left out.
 */
import type { components } from './schema.ts';

type Schemas = components['schemas'];
/** What the gateway tells is whole, where the same schema may come in with gaps. */
type Told<Name extends keyof Schemas> = Readonly<Required<Schemas[Name]>>;

/**
 * COCO run lengths: column by column from the upper left, the first count is of unselected pixels.
 * Source: COCO API, maskApi (uncompressed RLE).
 */
export interface Rle {
  readonly size: readonly [height: number, width: number];
  readonly counts: readonly number[];
}

export type BegunEdit = Schemas['BegunEdit'];
export type Candidate = Schemas['SelectionCandidate'];
export type EditOutcome = Schemas['EditOutcome'];
export type Recipe = Schemas['Recipe'];
export type Me = Schemas['Me'];
export type SessionList = Schemas['SessionList'];
export type SessionSummary = Schemas['SessionSummary'];
export type Share = Schemas['Share'];
export type RevisionView = Schemas['RevisionView'];
export type SampleView = Schemas['Sample'];
export type StatusView = Schemas['Status'];
export type Subject = Schemas['Subject'];
export type Title = Schemas['Title'];
export type ToolView = Schemas['Tool'];
/** Only what the model says of it is there. */
export type ToolOption = Partial<Schemas['ToolOption']> &
  Pick<Schemas['ToolOption'], 'name' | 'type' | 'default'>;
export type OptionValue = string | number | boolean;
export type Options = Readonly<Record<string, OptionValue>>;
/** A picture that edits look at beside the one that they change. */
export type AddedPicture = Pick<Schemas['Reference'], 'reference' | 'imageUrl'>;
/** A file to keep; `original` is the format that the picture came in. */
export interface Download {
  readonly format: 'original' | 'png' | 'jpeg' | 'webp';
  readonly place: boolean;
  /** Of JPEG and WebP, in percent; null for the server's own. */
  readonly quality: number | null;
  /** Whether the file tells how it was made. */
  readonly recipe: boolean;
}

export type PointInput = Told<'SelectionPoint'>;
export type StrokeInput = Omit<Told<'SelectionStroke'>, 'points'> & {
  readonly points: readonly (readonly [x: number, y: number])[];
};
export type Timing = Schemas['Timing'];
export type Figures = Schemas['Figures'];
/** How what is found joins what was selected before. */
export type Join = NonNullable<Schemas['Selection']['join']>;
export type Refine = Omit<Schemas['SelectionRefine'], 'smooth' | 'tidy'>;

/** Everything drawn for one object; sent whole each time. Image space. */
export type SelectionInput = Pick<Schemas['Selection'], 'box' | 'candidate'> & {
  readonly points: readonly PointInput[];
  readonly strokes: readonly StrokeInput[];
  readonly refine: Refine;
  /** Found by the service itself, in place of points and box. */
  readonly subject: Subject | null;
  /** Found by its name likewise, and which of several. */
  readonly text: string | null;
  readonly numbers: readonly number[];
  /** Whether all this joins a mask that was put before; see `base`. */
  readonly uploaded: boolean;
  readonly join: Join | null;
};

/** What the gateway kept of a drawing. */
export type KeptInput = Partial<SelectionInput> & {
  /** Of a part that is a mask. */
  readonly rle?: Rle;
  readonly parts?: readonly KeptInput[];
};

export type SelectionView = Omit<Schemas['SelectionView'], 'rle' | 'input' | 'contours'> & {
  readonly rle: Rle;
  readonly input: KeptInput | null;
};

/** RFC 9457, with the stable code that texts are chosen by. */
export type Problem = Omit<Schemas['Problem'], 'instance' | 'traceId'> & {
  readonly traceId?: string;
};

export type MessageView = Omit<Schemas['Message'], 'problem'> & {
  readonly problem: Problem | null;
};

export type SessionView = Omit<Schemas['Session'], 'selection' | 'messages'> & {
  readonly selection: SelectionView | null;
  readonly messages: readonly MessageView[];
};

export type PlanStep = Omit<Told<'PlanStep'>, 'target'> & {
  readonly target: NonNullable<Schemas['PlanStep']['target']>;
};

/** Things of one name that a question asks to choose from. */
export interface Choice {
  readonly name: string;
  readonly finds: readonly Omit<Told<'PlanFind'>, 'label'>[];
}

export type Plan = Pick<
  Schemas['Plan'],
  'planner' | 'language' | 'reply' | 'question' | 'waitsForSelection'
> & {
  readonly steps: readonly PlanStep[];
  readonly choice?: Choice | null;
};

/** Something more that could be edited in the same way: `rle` on the picture before `revision`. */
export type Suggestion = Omit<Schemas['Suggestion'], 'rle'> & { readonly rle: Rle };

/** Words to act on; with a plan, that is what is done. */
export interface Saying {
  readonly text: string;
  readonly plan?: Plan;
  readonly options?: Options;
  /** The pictures to look at. */
  readonly references?: readonly string[];
}
