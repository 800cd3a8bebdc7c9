import type { RevisionView } from './types';

/** Longest side, in image pixels, up to which a picture is fetched whole at once. */
const WHOLE_UP_TO = 2048;

/**
 * Where to fetch a revision for showing it `cssPixels × deviceRatio` wide at its longest side: a
 * large picture comes shrunk first, and whole when someone zooms in.
 */
export function imageUrlFor(revision: RevisionView, shownPixels: number): string {
  const longest = Math.max(revision.width, revision.height);
  if (longest <= WHOLE_UP_TO || shownPixels > WHOLE_UP_TO) {
    return withQuery(revision.imageUrl, 'format=png');
  }
  return withQuery(revision.imageUrl, `format=${small(revision)}&maxSide=${WHOLE_UP_TO}`);
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
