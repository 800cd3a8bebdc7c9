import type { Me, SessionList, SessionSummary } from 'chatbrush-client';

/** What the list of pictures shows. */
export interface Pictures {
  /** Null until it has been read. */
  readonly shown: readonly SessionSummary[] | null;
  /** Where those that follow begin; null where none do. */
  readonly next: string | null;
  /** What was to come has not arrived. */
  readonly failed: boolean;
  /** Whose they are, where people sign in; null elsewhere, and of a guest, who has but a link. */
  readonly owner: string | null;
}

export const UNREAD: Pictures = { shown: null, next: null, failed: false, owner: null };

/** What follows; what has moved to the front meanwhile is there already. */
export function withMore(pictures: Pictures, list: SessionList): Pictures {
  const { shown } = pictures;
  const known = new Set(shown?.map(({ id }) => id));
  const added = list.sessions.filter(({ id }) => !known.has(id));
  return { ...pictures, shown: [...(shown ?? []), ...added], next: list.nextCursor };
}

export function ownedBy(pictures: Pictures, { owner, loginRequired }: Me): Pictures {
  return { ...pictures, owner: loginRequired ? owner : null };
}

export function renamed(pictures: Pictures, id: string, name: string): Pictures {
  const shown = pictures.shown?.map((one) => (one.id === id ? { ...one, name } : one));
  return { ...pictures, shown: shown ?? null };
}

export function without(pictures: Pictures, id: string): Pictures {
  return { ...pictures, shown: pictures.shown?.filter((one) => one.id !== id) ?? null };
}

/** A tenth of a megabyte at least: "0.0 MB" looks like nothing. */
export function megabytes(bytes: number): string {
  return Math.max(0.1, bytes / 1_000_000).toFixed(1);
}
