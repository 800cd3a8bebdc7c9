import type { KeptInput, PointInput } from 'chatbrush-client';
import type { Drawing } from '../api/drawing';
import { EMPTY_DRAFT } from './selection';

/** A point with how it looks: what a part takes away is marked so, whatever its own label says. */
export interface PlacedPoint extends PointInput {
  readonly takes: boolean;
}

/** Every point that is drawn, numbered through all parts. */
export function placedPoints(draft: Drawing): readonly PlacedPoint[] {
  return partsOf(draft).flatMap(({ points, join }) =>
    points.map((point) => ({
      ...point,
      takes: (point.label === 'exclude') !== (join === 'subtract'),
    })),
  );
}

/** All parts of a drawing, each joining the mask of those before it. */
export function partsOf(draft: Drawing): readonly Drawing[] {
  return [...draft.parts, { ...draft, parts: [] }];
}

/** Whether two drawings select the same; the masks that parts join follow from the parts. */
export function drawsTheSame(a: Drawing, b: Drawing): boolean {
  return a === b || JSON.stringify(own(a)) === JSON.stringify(own(b));
}

function own({ base, parts, ...drawn }: Drawing): object {
  return { ...drawn, base: drawn.join === null ? base : null, parts: parts.map(own) };
}

/** As many parts as the gateway keeps. */
const MOST_PARTS = 32;

/** What the gateway is to tell after a reload. Of too many parts the oldest become one mask. */
export function keptParts({ parts, base }: Drawing): readonly Drawing[] {
  const over = parts.length - MOST_PARTS;
  if (over <= 0) {
    return parts;
  }
  const first = parts.findIndex((part, index) => index > over && part.base !== null);
  const rest = first < 0 ? [] : parts.slice(first);
  return [{ ...EMPTY_DRAFT, uploaded: true, base: rest[0]?.base ?? base }, ...rest];
}

/** The drawing as the gateway kept it; the masks that its parts join are asked for when needed. */
export function drawingFrom({ parts = [], rle, ...input }: KeptInput): Drawing {
  const refine = { ...EMPTY_DRAFT.refine, ...input.refine };
  const drawings = parts.map((part) => drawingFrom(part));
  return { ...EMPTY_DRAFT, ...input, refine, base: rle ?? null, parts: drawings };
}

/**
 * The drawing with one point changed, or gone where `change` answers null. The parts after it join
 * a mask that is not known yet: their `base` is null.
 */
export function withPoint(
  draft: Drawing,
  index: number,
  change: (point: PointInput) => PointInput | null,
): Drawing {
  const parts = partsOf(draft);
  let before = 0;
  const at = parts.findIndex((part) => {
    const isHere = index < before + part.points.length;
    before += isHere ? 0 : part.points.length;
    return isHere;
  });
  const changed = parts.map((part, number) => {
    if (number !== at) {
      return number < at ? part : { ...part, base: null };
    }
    const points = part.points.flatMap((point, own) =>
      own === index - before ? (change(point) ?? []) : [point],
    );
    return { ...part, points, candidate: null };
  });
  return at < 0 ? draft : rejoined(changed.filter((part, number) => number !== at || draws(part)));
}

/** Whether a part holds anything of its own, or is the mask that all others join. */
function draws({ points, box, strokes, subject, text, uploaded, join }: Drawing): boolean {
  const own = points.length + strokes.length > 0 || box !== null || subject !== null;
  return own || text !== null || (uploaded && join === null);
}

/** What would take from nothing, or keep what nothing has, is nothing. */
function rejoined(parts: readonly Drawing[]): Drawing {
  const [first, ...others] = parts;
  if (first !== undefined && first.uploaded && first.base === null) {
    return first.join === 'add'
      ? rejoined([{ ...first, uploaded: false, join: null }, ...others])
      : rejoined(others);
  }
  const last = parts[parts.length - 1];
  return last === undefined ? EMPTY_DRAFT : { ...last, parts: parts.slice(0, -1) };
}
