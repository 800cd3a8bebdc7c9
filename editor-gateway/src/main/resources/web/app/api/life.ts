import { jsonBody, request, requestJson } from './http';
import type { SessionList, SessionView } from './types';
import { uploadForm } from './upload';

const sessionPath = (id: string): string => `/api/sessions/${encodeURIComponent(id)}`;

/** One's own, the last changed first. `cursor`: of the list before; null for the first. */
export function listSessions(limit: number, cursor: string | null): Promise<SessionList> {
  const query = new URLSearchParams({ limit: String(limit) });
  if (cursor !== null) {
    query.set('cursor', cursor);
  }
  return requestJson(`/api/sessions?${query.toString()}`);
}

export function renameSession(id: string, name: string): Promise<SessionView> {
  return requestJson(sessionPath(id), jsonBody('PATCH', { name }));
}

/** For good. */
export async function deleteSession(id: string): Promise<void> {
  await request(sessionPath(id), { method: 'DELETE' });
}

/** Where the whole session lies as a file. */
export function exportPath(id: string): string {
  return `${sessionPath(id)}/export`;
}

/** Makes a session of such a file. */
export function importSession(
  file: File,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<SessionView> {
  const form = new FormData();
  form.append('file', file, file.name);
  return uploadForm('/api/sessions/import', form, onShare, signal);
}
