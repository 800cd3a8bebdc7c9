/** What the gateway says, as described at /q/openapi. Plain data; nothing here is ever HTML. */
import type { Box } from '../geometry/points';
import type { Rle } from '../geometry/rle';
import type { Label } from '../geometry/gesture';

export interface Title {
  readonly en: string;
  readonly ko: string;
}

export interface Recipe {
  readonly tool: string;
  readonly title: Title | null;
  readonly model: string;
  readonly modelVersion: string;
  readonly prompt: string | null;
  readonly promptOriginal: string | null;
  readonly usesMask: boolean;
  readonly seed: number | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly millis: number;
  /** Bytes outside the grown mask that differ; null for edits of the whole picture. */
  readonly outsideChanged: number | null;
}

export interface RevisionView {
  readonly number: number;
  readonly parent: number | null;
  readonly width: number;
  readonly height: number;
  readonly imageUrl: string;
  readonly maskUrl: string | null;
  readonly createdAt: string;
  readonly recipe: Recipe | null;
}

export interface PointInput {
  readonly x: number;
  readonly y: number;
  readonly label: Label;
}

export interface StrokeInput {
  readonly points: readonly (readonly [number, number])[];
  readonly radius: number;
  readonly erase: boolean;
}

export interface Refine {
  readonly dilate: number;
  readonly feather: number;
  readonly invert: boolean;
  readonly fillHoles: boolean;
  readonly keepLargest: boolean;
}

/** Everything drawn for one object; sent whole each time. Image space. */
export interface SelectionInput {
  readonly points: readonly PointInput[];
  readonly box: Box | null;
  readonly strokes: readonly StrokeInput[];
  readonly candidate: number | null;
  readonly refine: Refine;
  /** Found by the service itself, in place of points and box. */
  readonly subject: Subject | null;
}

export type Subject = 'subject' | 'background';

export interface Candidate {
  readonly index: number;
  readonly name: 'part' | 'object' | 'whole';
  readonly score: number;
  readonly area: number;
}

export interface SelectionView {
  readonly sequence: number;
  readonly rle: Rle;
  readonly bbox: Box | null;
  readonly area: number;
  readonly score: number;
  readonly candidates: readonly Candidate[];
  readonly candidate: number | null;
  readonly model: string;
  readonly input: Partial<SelectionInput> | null;
}

/** RFC 9457, with the stable code that texts are chosen by. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly retryable: boolean;
  readonly traceId?: string;
}

export interface MessageView {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly at: string;
  readonly editId: string | null;
  readonly revision: number | null;
  readonly problem: Problem | null;
  readonly question: boolean;
}

export interface SessionView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly head: number;
  readonly revision: RevisionView;
  readonly revisions: readonly RevisionView[];
  readonly selection: SelectionView | null;
  readonly messages: readonly MessageView[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly activeEdit: { readonly editId: string; readonly startedAt: string } | null;
}

export interface PlanStep {
  readonly tool: string;
  readonly prompt: string | null;
  readonly promptOriginal: string | null;
  readonly usesMask: boolean;
  readonly target?: 'selection' | 'whole' | 'subject' | 'background';
}

export interface Plan {
  readonly planner: 'llm' | 'rules' | 'recipe';
  readonly language: string;
  readonly steps: readonly PlanStep[];
  readonly reply: string | null;
  readonly question: string | null;
  readonly notes?: readonly string[];
}

/** Something more that could be edited in the same way: `rle` on the picture before `revision`. */
export interface Suggestion {
  readonly kind: 'shadow';
  readonly revision: number;
  readonly rle: Rle;
}

export interface ToolView {
  readonly tool: string;
  readonly title: Title;
  readonly description: string;
  readonly mask: 'none' | 'optional' | 'required';
  readonly prompt: 'none' | 'required';
}

export interface StatusView {
  readonly status: 'ok' | 'degraded';
  readonly parts: Readonly<Record<string, string>>;
  readonly planner?: string;
}

export interface SampleView {
  readonly id: string;
  readonly title: Title;
  readonly imageUrl: string;
  readonly width: number;
  readonly height: number;
  readonly credit: string;
  readonly licence: string;
}

export interface BegunEdit {
  readonly editId: string;
}

export type ImageFormat = 'png' | 'jpeg' | 'webp';
