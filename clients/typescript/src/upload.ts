/**
 * Sends a form as browsers do that tell how much of it is on its way; `fetch` tells nothing of a
 * body. Null where no answer came; fails with the signal's reason when that says so.
 */
export function uploaded(
  url: string,
  headers: Headers,
  form: FormData,
  onShare: (share: number) => void,
  signal?: AbortSignal,
): Promise<XMLHttpRequest | null> {
  return new Promise((resolve, reject: (reason: Error) => void) => {
    signal?.throwIfAborted();
    const call = new XMLHttpRequest();
    call.open('POST', url);
    headers.forEach((value, name) => call.setRequestHeader(name, value));
    call.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    call.onerror = () => resolve(null);
    call.onabort = () =>
      reject(
        signal?.aborted === true
          ? (signal.reason as Error)
          : new DOMException('The upload was stopped.', 'AbortError'),
      );
    call.onload = () => resolve(call);
    signal?.addEventListener('abort', () => call.abort(), { once: true });
    call.send(form);
  });
}
