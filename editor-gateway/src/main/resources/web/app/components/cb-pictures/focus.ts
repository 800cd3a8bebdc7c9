import type { Pictures } from '../../state/pictures';

/**
 * Where the focus goes when what has it is taken away; null where it stays. From a picture, to what
 * stands below; from "Show more", to the first that it has brought.
 */
export function focusAfter(
  before: Pictures,
  after: Pictures,
  focused: Element | null | undefined,
): string | null {
  const known = before.shown?.map(({ id }) => id) ?? [];
  const shown = after.shown?.map(({ id }) => id) ?? [];
  const had = focused?.closest<HTMLElement>('[data-session]')?.dataset.session;
  if (had !== undefined && !shown.includes(had)) {
    return placeOf(known[known.indexOf(had) + 1]);
  }
  const ends = focused?.id === 'more' && after.next === null && !after.failed;
  return ends ? placeOf(shown.find((id) => !known.includes(id))) : null;
}

/** A picture's own place; without one, what stands below them all. */
export function placeOf(id = ''): string {
  return `[data-session="${id}"] .open, #import`;
}
