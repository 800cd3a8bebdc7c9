import { noAnswer, noJson, signInWhereNeeded } from './http';
import { ProblemError } from './problem-error';

/**
 * Sends a form and tells how much of it is on its way, 0 to 1; `fetch` tells nothing of a body.
 * Fails as `request` does: with a ProblemError, or an AbortError when the signal says so.
 */
export function uploadForm<T>(
  path: string,
  form: FormData,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject: (reason: Error) => void) => {
    const call = new XMLHttpRequest();
    call.open('POST', path);
    call.setRequestHeader('Accept', 'application/json');
    call.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    call.onerror = () => reject(noAnswer());
    call.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    const readAnswer = (text: string): void => {
      try {
        resolve(JSON.parse(text) as T);
      } catch (error) {
        console.info('Not JSON:', error);
        reject(noJson(path));
      }
    };
    call.onload = () => {
      if (call.status >= 200 && call.status < 300) {
        readAnswer(call.responseText);
      } else {
        const { status, statusText } = call;
        signInWhereNeeded(status);
        reject(ProblemError.fromText(call.responseText, status, statusText));
      }
    };
    signal.addEventListener('abort', () => call.abort(), { once: true });
    call.send(form);
  });
}
