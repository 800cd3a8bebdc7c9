import type { Rle } from '../geometry/rle';
import { jsonBody, request, requestJson } from './http';
import type {
  AddedPicture,
  Saying,
  BegunEdit,
  Download,
  Drawing,
  Figures,
  Me,
  Plan,
  PointInput,
  SampleView,
  SelectionInput,
  SelectionView,
  Share,
  SessionView,
  StatusView,
  ToolView,
} from './types';
import { uploadForm } from './upload';

const sessionPath = (id: string): string => `/api/sessions/${encodeURIComponent(id)}`;

/** `onShare`: told how much of the picture is on its way, 0 to 1. */
export function createSession(
  image: Blob,
  name: string,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<SessionView> {
  const form = new FormData();
  form.append('image', image, name);
  return uploadForm('/api/sessions', form, onShare, signal);
}

/** Adds a picture that messages may name. */
export function addPicture(id: string, image: Blob, name: string): Promise<AddedPicture> {
  const form = new FormData();
  form.append('image', image, name);
  return requestJson(`${sessionPath(id)}/references`, { method: 'POST', body: form });
}

export function openSample(id: string): Promise<SessionView> {
  return requestJson(`/api/samples/${encodeURIComponent(id)}/sessions`, { method: 'POST' });
}

export function readSession(id: string): Promise<SessionView> {
  return requestJson(sessionPath(id));
}

export function moveHead(id: string, way: 'undo' | 'redo' | 'reset'): Promise<SessionView> {
  return requestJson(`${sessionPath(id)}/${way}`, { method: 'POST' });
}

/** Makes any revision the current one. */
export function putHead(id: string, number: number): Promise<SessionView> {
  return requestJson(`${sessionPath(id)}/head`, jsonBody('PUT', { number }));
}

export function putSelection(
  id: string,
  input: Drawing,
  sequence: number,
  signal: AbortSignal,
): Promise<SelectionView> {
  const asks = input.points.length > 0 || input.box !== null || input.subject !== null;
  const body = {
    ...drawn(input),
    // Strokes are laid on top, whatever is joined below them.
    join: (asks && input.uploaded ? input.join : null) ?? undefined,
    parts: input.parts.length > 0 ? input.parts.map(kept) : undefined,
    sequence,
  };
  return requestJson(`${sessionPath(id)}/selection`, { ...jsonBody('PUT', body), signal });
}

/** The masks between parts follow from the parts; one that nobody has drawn follows from nothing. */
function kept(part: Drawing): object {
  const isMask = part.uploaded && part.join === null;
  return isMask ? { uploaded: true, rle: part.base } : drawn(part);
}

function drawn(input: SelectionInput): object {
  return {
    points: input.points,
    box: input.box ?? undefined,
    strokes: input.strokes,
    subject: input.subject ?? undefined,
    text: input.text ?? undefined,
    numbers: input.text === null ? undefined : input.numbers,
    candidate: input.candidate ?? undefined,
    refine: input.refine,
    uploaded: input.uploaded,
    join: input.join ?? undefined,
  };
}

/** What a click would select; nothing is selected by asking. */
export function lookAt(id: string, point: PointInput, signal: AbortSignal): Promise<SelectionView> {
  const init = jsonBody('POST', { points: [point] });
  return requestJson(`${sessionPath(id)}/selection/look`, { ...init, signal });
}

/** Selects a mask as it is. */
export function putMask(id: string, rle: Rle): Promise<SelectionView> {
  return requestJson(`${sessionPath(id)}/selection/rle`, jsonBody('PUT', rle));
}

/** Selects what was selected for the last edit. */
export function selectAgain(id: string, signal: AbortSignal): Promise<SelectionView> {
  return requestJson(`${sessionPath(id)}/selection/again`, { method: 'PUT', signal });
}

export async function deleteSelection(id: string, sequence: number): Promise<void> {
  await request(`${sessionPath(id)}/selection?sequence=${sequence}`, { method: 'DELETE' });
}

/** What would be done; nothing runs. */
export function readPlan(
  id: string,
  { text, references }: Saying,
  signal: AbortSignal,
): Promise<Plan> {
  const init = jsonBody('POST', { text, references });
  return requestJson(`${sessionPath(id)}/plan`, { ...init, signal });
}

/**
 * Says the message and does not wait: what happens is told by the session's events. `key` makes a
 * repeated call the same edit.
 */
export function postMessage(
  id: string,
  { text, plan, options, references }: Saying,
  key: string,
  signal: AbortSignal,
): Promise<BegunEdit> {
  const init = jsonBody('POST', { text, plan, options, references });
  const headers = new Headers(init.headers);
  headers.set('Idempotency-Key', key);
  headers.set('Prefer', 'respond-async');
  return requestJson(`${sessionPath(id)}/messages`, { ...init, headers, signal });
}

export async function cancelEdit(id: string, editId: string): Promise<void> {
  await request(`${sessionPath(id)}/edits/${encodeURIComponent(editId)}/cancel`, {
    method: 'POST',
  });
}

export function eventsPath(id: string): string {
  return `${sessionPath(id)}/events`;
}

/** `revision`: null for the current one. */
export function downloadPath(
  id: string,
  { format, place, quality, recipe }: Download,
  revision: number | null,
): string {
  const query = new URLSearchParams({ metadata: place ? 'all' : 'no-place' });
  if (format !== 'original') {
    query.set('format', format);
  }
  if (quality !== null) {
    query.set('quality', String(quality));
  }
  if (recipe) {
    query.set('recipe', 'true');
  }
  if (revision !== null) {
    query.set('revision', String(revision));
  }
  return `${sessionPath(id)}/download?${query.toString()}`;
}

/** Who one is here. */
export function readMe(): Promise<Me> {
  return requestJson('/api/me');
}

/** A link by which others may look at the session. */
export function createShare(id: string): Promise<Share> {
  return requestJson(`${sessionPath(id)}/shares`, jsonBody('POST', { mayEdit: false }));
}

export async function readTools(): Promise<readonly ToolView[]> {
  return (await requestJson<{ tools: readonly ToolView[] }>('/api/tools')).tools;
}

export function readSamples(): Promise<readonly SampleView[]> {
  return requestJson('/api/samples');
}

/** How long things took since the server started. */
export function readFigures(): Promise<Figures> {
  return requestJson('/api/status/figures');
}

export function readStatus(): Promise<StatusView> {
  return requestJson('/api/status');
}
