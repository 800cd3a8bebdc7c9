import type { Drawing, PointInput } from '../api/types';
import { EMPTY_DRAFT } from './state';

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
