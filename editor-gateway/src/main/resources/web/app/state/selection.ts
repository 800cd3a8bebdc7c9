/** What is drawn and selected, as the page holds it. */
import type { Problem, SelectionView } from 'chatbrush-client';
import type { Drawing } from '../api/drawing';
import type { Rle } from '../geometry/rle';

export interface SelectionState {
  readonly draft: Drawing;
  /** Earlier drafts, oldest first, for taking back points and strokes. */
  readonly past: readonly Drawing[];
  /** Drafts that were taken back, the next one first. */
  readonly future: readonly Drawing[];
  readonly answer: SelectionView | null;
  /** The number of the newest request; answers to older ones are dropped. */
  readonly sequence: number;
  /** The number of this page's clearing that its events have not told yet; null without one. */
  readonly clearing: number | null;
  readonly pending: boolean;
  readonly problem: Problem | null;
  /** What a click under the pointer would select. */
  readonly look: Rle | null;
}

export const EMPTY_DRAFT: Drawing = {
  points: [],
  box: null,
  strokes: [],
  candidate: null,
  subject: null,
  text: null,
  numbers: [],
  uploaded: false,
  join: null,
  base: null,
  parts: [],
  refine: { dilate: 0, feather: 0, invert: false, fillHoles: false, keepLargest: false },
};

export const EMPTY_SELECTION: SelectionState = {
  draft: EMPTY_DRAFT,
  past: [],
  future: [],
  answer: null,
  sequence: 0,
  clearing: null,
  pending: false,
  problem: null,
  look: null,
};
