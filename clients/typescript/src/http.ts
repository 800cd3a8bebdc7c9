import type { AnswerOf, Method, OperationAt, PathOf, RequestOf } from './operations.ts';
import { isAbort, LOCAL_CODES, ProblemError } from './problem-error.ts';
import { uploaded } from './upload.ts';

/** Where the server is and who calls; a page that the server itself sent needs none of it. */
export interface Options {
  /** Such as `http://127.0.0.1:8080`. */
  readonly server?: string;
  /** An API key, a token of the provider of logins, or a shared link's secret. */
  readonly key?: string;
  /** What every call waits for. */
  readonly before?: () => Promise<void> | null;
  /** Told of every answer that asks for a login, before the call fails. */
  readonly onLoginNeeded?: () => void;
}

/** Any call, untyped: what it takes is in its type where it is made by `call`. */
interface Request {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

type Signal = AbortSignal | null | undefined;

const JSON_ONLY = { Accept: 'application/json' };

type Arguments<Needed> = object extends Needed ? [request?: Needed] : [request: Needed];

/**
 * Calls the server. An answer with an error status, and no answer at all, both become a
 * ProblemError, also where the line breaks in the middle of it; an abort stays what the signal gives
 * as its reason, since it is the caller's own wish.
 */
export class Http {
  constructor(private readonly options: Options) {}

  /** Any call of docs/openapi.yaml. Not every one answers JSON: see `send`. */
  async call<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    ...[request]: Arguments<RequestOf<OperationAt<P, M>>>
  ): Promise<AnswerOf<OperationAt<P, M>>> {
    return this.json(method, path, (request ?? {}) as Request);
  }

  /** The answer as it came, such as a picture; `path` with its values in place. */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const { signal } = init;
    const response = await this.arriving(path, signal, async () => {
      await this.options.before?.();
      return fetch(this.url(path), {
        credentials: 'same-origin',
        ...init,
        headers: this.headers(init.headers),
      });
    });
    if (!response.ok) {
      this.signInWhereNeeded(response.status);
      throw await this.arriving(path, signal, () => ProblemError.fromResponse(response));
    }
    return response;
  }

  /** Sends a form and tells how much of it is on its way, 0 to 1, where that can be known. */
  async upload<T>(
    path: string,
    form: FormData,
    onShare: (share: number) => void,
    signal?: AbortSignal,
  ): Promise<T> {
    if (typeof XMLHttpRequest === 'undefined') {
      return this.json('post', path, { body: form, signal });
    }
    const call = await this.arriving(path, signal, async () => {
      await this.options.before?.();
      return uploaded(this.url(path), this.headers(JSON_ONLY), form, onShare, signal);
    });
    if (call === null) {
      throw this.noAnswer();
    }
    if (call.status < 200 || call.status >= 300) {
      this.signInWhereNeeded(call.status);
      throw ProblemError.fromText(call.responseText, call.status, call.statusText);
    }
    return this.arriving(path, signal, () => Promise.resolve(JSON.parse(call.responseText) as T));
  }

  /** What waits for the line: an answer, or the rest of one. */
  async arriving<T>(path: string, signal: Signal, task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } catch (error) {
      throw this.failure(error, path, signal);
    }
  }

  /** What a call fails with: the caller's own wish as it is, else a problem. */
  failure(error: unknown, path: string, signal: Signal): Error {
    if (signal?.aborted === true) {
      return signal.reason as Error;
    }
    if (isAbort(error) || error instanceof ProblemError) {
      return error as Error;
    }
    // Something else than JSON is as from a proxy's own page.
    return error instanceof SyntaxError
      ? ProblemError.local(LOCAL_CODES.response, `Expected JSON from ${path}.`, true)
      : this.noAnswer();
  }

  /** An address of the server's, as one may give to `<img src>`. */
  url(path: string): string {
    return (this.options.server ?? '').replace(/\/+$/, '') + path;
  }

  private async json<T>(method: Method, path: string, request: Request): Promise<T> {
    const { body, signal } = request;
    const isJson = body !== undefined && !(body instanceof FormData) && !(body instanceof Blob);
    const address = filled(path, request);
    const response = await this.send(address, {
      method: method.toUpperCase(),
      headers: {
        ...JSON_ONLY,
        ...(isJson ? { 'Content-Type': 'application/json' } : {}),
        ...request.headers,
      },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : (body as BodyInit) }),
      signal,
    });
    return response.status === 204
      ? (undefined as T)
      : this.arriving(address, signal, async () => (await response.json()) as T);
  }

  private headers(more?: HeadersInit): Headers {
    const headers = new Headers(more);
    if (this.options.key !== undefined) {
      headers.set('Authorization', `Bearer ${this.options.key}`);
    }
    return headers;
  }

  private noAnswer(): ProblemError {
    const here = typeof location === 'undefined' ? "'server', which is not given" : location.host;
    const server = this.options.server ?? here;
    return ProblemError.local(LOCAL_CODES.network, `No answer from ${server}.`, true);
  }

  private signInWhereNeeded(status: number): void {
    if (status === 401) {
      this.options.onLoginNeeded?.();
    }
  }
}

/** An address with its values in place of {names}, and a query of those that are given. */
export function filled(
  path: string,
  { path: values, query }: Pick<Request, 'path' | 'query'>,
): string {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values?.[name])),
  );
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) {
      asked.set(name, String(value));
    }
  }
  // Older browsers do not count them by `size`.
  const words = asked.toString();
  return words === '' ? address : `${address}?${words}`;
}
