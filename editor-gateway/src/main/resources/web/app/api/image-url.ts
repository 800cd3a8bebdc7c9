import type { RevisionView } from './types';

/** Longest sides, in pixels, that a large picture is fetched at, as far as it is shown. */
const LEVELS = [2048, 4096] as const;

/**
 * Where to fetch a revision for showing it `cssPixels × deviceRatio` wide at its longest side: a
 * large picture comes shrunk first, and whole when someone zooms in.
 */
export function imageUrlFor(revision: RevisionView, shownPixels: number): string {
  const longest = Math.max(revision.width, revision.height);
  const level = LEVELS.find((side) => shownPixels <= side);
  return longest <= LEVELS[0] || level === undefined || level >= longest
    ? withQuery(revision.imageUrl, 'format=png')
    : withQuery(revision.imageUrl, `format=${small(revision)}&maxSide=${level}`);
}

export function thumbnailUrl(revision: RevisionView, side: number): string {
  return withQuery(revision.imageUrl, `format=${small(revision)}&maxSide=${side}`);
}

/** JPEG is made soonest and knows no transparency. */
function small(revision: RevisionView): 'jpeg' | 'webp' {
  return revision.transparent ? 'webp' : 'jpeg';
}

export function withQuery(url: string, query: string): string {
  return url + (url.includes('?') ? '&' : '?') + query;
}
