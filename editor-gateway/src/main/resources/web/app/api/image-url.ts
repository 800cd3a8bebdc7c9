import type { RevisionView } from 'chatbrush-client';

/** Longest sides, in pixels, that a large picture is fetched at, as far as it is shown. */
const LEVELS = [2048, 4096] as const;

/** So many pixels of the screen for one of the picture's, and what JPEG leaves out can be seen. */
const LOSSLESS_FROM = 3;

/**
 * Where to fetch a revision for showing it `shownPixels` of the screen wide at its longest side: a
 * large picture comes shrunk first, whole when someone zooms in, and as it is stored when they look
 * at its pixels.
 */
export function imageUrlFor(revision: RevisionView, shownPixels: number): string {
  const longest = Math.max(revision.width, revision.height);
  const level = LEVELS.find((side) => shownPixels <= side && side < longest);
  if (level !== undefined) {
    return thumbnailUrl(revision, level);
  }
  // Packing all of a see-through picture takes longer than fetching it.
  const isSmall = longest <= LEVELS[0] || revision.transparent;
  const isClose = shownPixels >= longest * LOSSLESS_FROM;
  return withQuery(revision.imageUrl, isSmall || isClose ? 'format=png' : 'format=jpeg');
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
