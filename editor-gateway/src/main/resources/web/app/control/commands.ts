import type { Box } from '../geometry/points';
import type { Label } from '../geometry/gesture';
import type {
  Download,
  Join,
  PointInput,
  Refine,
  StrokeInput,
  Subject,
  Suggestion,
} from 'chatbrush-client';
import type { Saying } from '../state/sent';
import type { Dialog, Notice, Preferences, Proposal, Reference } from '../state/state';
import type { Tool } from '../state/tools';

/** What is asked of the list of pictures. */
export type PicturesCommand =
  | { readonly kind: 'list-pictures'; readonly from: 'start' | 'next' }
  | { readonly kind: 'rename-picture'; readonly id: string; readonly name: string }
  | { readonly kind: 'delete-picture'; readonly id: string };

/** Everything a person can ask for, by button, key or gesture. */
export type Command =
  | PicturesCommand
  | { readonly kind: 'open-file'; readonly file: File; readonly confirmed?: boolean }
  | { readonly kind: 'open-sample'; readonly id: string; readonly example?: Example }
  | { readonly kind: 'close-session' | 'stop-opening' }
  | { readonly kind: 'undo' | 'redo' | 'reset' }
  | { readonly kind: 'return-to'; readonly number: number }
  | {
      readonly kind: 'send';
      readonly text: string;
      /** The pictures to bring; without, those that were added since the last message. */
      readonly references?: readonly string[];
      /** The tool that is meant, whatever the words say. */
      readonly tool?: string;
    }
  /** Says what has failed once more, as it was sent. */
  | { readonly kind: 'retry'; readonly editId: string }
  | { readonly kind: 'use-tool'; readonly tool: string | null }
  | { readonly kind: 'add-picture'; readonly file: File }
  | { readonly kind: 'remove-picture'; readonly reference: string }
  | { readonly kind: 'fill'; readonly text: string }
  | { readonly kind: 'unqueue'; readonly saying: Saying }
  | { readonly kind: 'propose'; readonly proposal: Proposal | null }
  | { readonly kind: 'stop' | 'run-plan' }
  | { readonly kind: 'tool'; readonly tool: Tool }
  | { readonly kind: 'label'; readonly label: Label }
  | { readonly kind: 'toggle-label' }
  | { readonly kind: 'brush'; readonly radius: number }
  | { readonly kind: 'brush-step'; readonly direction: 1 | -1; readonly large: boolean }
  | { readonly kind: 'add-point'; readonly point: PointInput }
  | { readonly kind: 'move-point'; readonly index: number; readonly x: number; readonly y: number }
  | { readonly kind: 'remove-point'; readonly index: number }
  | { readonly kind: 'box'; readonly box: Box; readonly join?: Join }
  | { readonly kind: 'join'; readonly join: Join }
  | { readonly kind: 'look'; readonly point: PointInput | null }
  | { readonly kind: 'stroke'; readonly stroke: StrokeInput }
  | { readonly kind: 'subject'; readonly subject: Subject }
  | { readonly kind: 'find'; readonly name: string; readonly number: number }
  | { readonly kind: 'suggestion'; readonly suggestion: Suggestion; readonly text: string }
  | { readonly kind: 'candidate'; readonly index: number }
  | { readonly kind: 'refine'; readonly refine: Partial<Refine> }
  | { readonly kind: 'invert' }
  | { readonly kind: 'take-back' | 'draw-again' }
  | { readonly kind: 'clear-selection' }
  | { readonly kind: 'select-again' }
  | { readonly kind: 'compare'; readonly on: boolean }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'split'; readonly at: number | null }
  | { readonly kind: 'view-revision'; readonly number: number | null }
  | { readonly kind: 'zoom'; readonly to: 'fit' | 'actual' | 'in' | 'out' }
  | { readonly kind: 'download'; readonly file: Download }
  | { readonly kind: 'copy-result' | 'copy-link' }
  | { readonly kind: 'choose-file'; readonly to: 'open-file' | 'add-picture' }
  | { readonly kind: 'focus-chat' }
  | { readonly kind: 'preferences'; readonly change: Partial<Preferences> }
  | { readonly kind: 'dialog'; readonly dialog: Dialog }
  | { readonly kind: 'tell'; readonly notice: Notice }
  | { readonly kind: 'dismiss-notice' };

/** A sentence to try on a bundled photo, with a point where it needs one. */
export interface Example {
  readonly text: string;
  readonly point?: PointInput;
}

export const COMMAND_EVENT = 'editor-command';

/** Sends a command up to the application element. Call it on user action, or as an element appears. */
export function emit(source: EventTarget, command: Command): void {
  source.dispatchEvent(
    new CustomEvent<Command>(COMMAND_EVENT, { detail: command, bubbles: true, composed: true }),
  );
}

declare global {
  interface HTMLElementEventMap {
    [COMMAND_EVENT]: CustomEvent<Command>;
  }
}
