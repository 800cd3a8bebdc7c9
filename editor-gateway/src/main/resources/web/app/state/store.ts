import type { Action } from './actions';
import { reduce } from './reducer';
import type { EditorState } from './state';

/** Holds the state and tells one listener, the application element, when it has changed. */
export class Store {
  private current: EditorState;
  private listener: (state: EditorState) => void = () => undefined;

  constructor(initial: EditorState) {
    this.current = initial;
  }

  get state(): EditorState {
    return this.current;
  }

  dispatch(action: Action): void {
    const next = reduce(this.current, action);
    if (next !== this.current) {
      this.current = next;
      this.listener(next);
    }
  }

  subscribe(listener: (state: EditorState) => void): void {
    this.listener = listener;
  }
}
