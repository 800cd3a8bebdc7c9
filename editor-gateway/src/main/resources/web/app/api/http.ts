import { isAbort, LOCAL_CODES, ProblemError } from './problem-error';
import { openingLink } from './shared-link';

/**
 * Calls the gateway. An answer with an error status, and no answer at all, both become a
 * ProblemError; an abort stays an AbortError, since it is the caller's own wish.
 */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    const opening = openingLink();
    if (opening !== null) {
      await opening;
    }
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }
    throw noAnswer();
  }
  if (!response.ok) {
    signInWhereNeeded(response.status);
    throw await ProblemError.fromResponse(response);
  }
  return response;
}

/** Where logins are asked for, the page is of no use without one. */
export function signInWhereNeeded(status: number): void {
  if (status === 401) {
    location.assign('/login');
  }
}

export async function requestJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = new Headers(init.headers);
  headers.set('Accept', 'application/json');
  const response = await request(path, { ...init, headers });
  try {
    return (await response.json()) as T;
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }
    throw noJson(path);
  }
}

export function noAnswer(): ProblemError {
  return ProblemError.local(LOCAL_CODES.network, `No answer from ${location.host}.`, true);
}

/** As from a proxy's own page. */
export function noJson(path: string): ProblemError {
  return ProblemError.local(LOCAL_CODES.response, `Expected JSON from ${path}.`, true);
}

export function jsonBody(method: string, body: unknown): RequestInit {
  return {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}
