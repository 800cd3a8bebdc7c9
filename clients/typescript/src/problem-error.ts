import type { Problem } from './types.ts';

/** Codes that arise here, before or without an answer of the server. */
export const LOCAL_CODES = {
  network: 'NETWORK_UNREACHABLE',
  response: 'RESPONSE_UNREADABLE',
} as const;

/** Every failure of a call, whatever its cause, as RFC 9457 describes it. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'ProblemError';
  }

  static local(code: string, detail: string, retryable = false): ProblemError {
    return new ProblemError({
      type: 'about:blank',
      title: code,
      status: 0,
      detail,
      code,
      retryable,
    });
  }

  static async fromResponse(response: Response): Promise<ProblemError> {
    return ProblemError.fromText(await response.text(), response.status, response.statusText);
  }

  static fromText(text: string, status: number, statusText: string): ProblemError {
    const body = parsed(text);
    return new ProblemError({
      type: body.type ?? 'about:blank',
      title: body.title ?? statusText,
      status,
      detail: body.detail ?? `The server answered ${status} without a reason.`,
      code: body.code ?? LOCAL_CODES.response,
      retryable: body.retryable ?? status >= 500,
      traceId: body.traceId,
    });
  }
}

/** Proxies answer in HTML; then the status is all there is to tell. */
function parsed(text: string): Partial<Problem> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** The problem behind anything thrown; another fault is thrown on. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) {
    return error.problem;
  }
  throw error;
}
