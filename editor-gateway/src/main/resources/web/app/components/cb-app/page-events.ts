import type { Command } from '../../control/commands';
import { pictureIn } from '../../control/picture-file';
import { commandFor, endsCompare } from '../../control/shortcuts';
import type { EditorState } from '../../state/state';

/** What the page's own events need of the application element. */
export interface PageHost {
  readonly state: EditorState;
  run(command: Command): void;
  holdSpace(held: boolean): void;
  showDropping(dropping: boolean): void;
}

/** Keys, paste and drop, wherever on the page they happen. */
export class PageEvents {
  private readonly stop = new AbortController();

  constructor(private readonly host: PageHost) {
    const { signal } = this.stop;
    window.addEventListener('keydown', (event) => this.keyDown(event), { signal });
    window.addEventListener('keyup', (event) => this.keyUp(event), { signal });
    window.addEventListener('blur', () => this.letGo(), { signal });
    window.addEventListener('paste', (event) => this.paste(event), { signal });
    window.addEventListener('dragover', (event) => this.dragOver(event), { signal });
    window.addEventListener('dragleave', (event) => this.dragLeave(event), { signal });
    window.addEventListener('drop', (event) => this.drop(event), { signal });
  }

  close(): void {
    this.stop.abort();
  }

  private keyDown(event: KeyboardEvent): void {
    const { state } = this.host;
    if (event.defaultPrevented || event.isComposing || state.view.dialog !== null) {
      return;
    }
    const target = deepTarget(event);
    if (event.code === 'Space' && !isControl(target) && state.session !== null) {
      event.preventDefault();
      this.host.holdSpace(true);
      return;
    }
    const command = commandFor(event, state, isText(target));
    if (command === null || (command.kind === 'copy-result' && hasSelectedText())) {
      return;
    }
    event.preventDefault();
    if (!(command.kind === 'compare' && event.repeat)) {
      this.host.run(command);
    }
  }

  private keyUp(event: KeyboardEvent): void {
    if (event.code === 'Space') {
      this.host.holdSpace(false);
    }
    if (endsCompare(event) && this.host.state.view.comparing) {
      this.host.run({ kind: 'compare', on: false });
    }
  }

  /** A key that is let go in another window is never heard of. */
  private letGo(): void {
    this.host.holdSpace(false);
    if (this.host.state.view.comparing) {
      this.host.run({ kind: 'compare', on: false });
    }
  }

  private paste(event: ClipboardEvent): void {
    const file = pictureIn(event.clipboardData);
    if (file !== null) {
      event.preventDefault();
      this.host.run({ kind: 'open-file', file });
    }
  }

  private dragOver(event: DragEvent): void {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      this.host.showDropping(true);
    }
  }

  private dragLeave(event: DragEvent): void {
    if (event.relatedTarget === null) {
      this.host.showDropping(false);
    }
  }

  private drop(event: DragEvent): void {
    this.host.showDropping(false);
    const file = event.dataTransfer?.files[0];
    // What takes a picture for itself has taken it.
    if (file !== undefined && !event.defaultPrevented) {
      event.preventDefault();
      this.host.run({ kind: 'open-file', file });
    }
  }
}

function deepTarget(event: Event): Element | null {
  return (event.composedPath()[0] as Element | undefined) ?? null;
}

function isText(target: Element | null): boolean {
  return target instanceof HTMLTextAreaElement || isTextInput(target);
}

function isTextInput(target: Element | null): boolean {
  return target instanceof HTMLInputElement && !['range', 'checkbox'].includes(target.type);
}

/** Controls take the space bar themselves. */
function isControl(target: Element | null): boolean {
  return target?.matches('button, input, textarea, summary, a') === true;
}

function hasSelectedText(): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed;
}
