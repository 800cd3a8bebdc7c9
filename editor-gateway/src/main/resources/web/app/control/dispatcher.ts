import type { Suggestion } from 'chatbrush-client';
import { translator } from '../i18n/translate';
import { isBusy } from '../state/selectors';
import type { Store } from '../state/store';
import { brushStep } from '../state/view-reducer';
import type { ChatController } from './chat-controller';
import type { Command, Example } from './commands';
import type { OutputController } from './output-controller';
import type { PictureList } from './picture-list';
import type { Retries } from './retries';
import type { SelectionController } from './selection-controller';
import type { SessionController } from './session-controller';

/** Commands that need the page itself: its stage and its chat field. */
export interface PageActions {
  zoom(to: 'fit' | 'actual' | 'in' | 'out'): void;
  focusChat(): void;
  chooseFile(to: 'open-file' | 'add-picture'): void;
  fillChat(text: string): void;
}

/** Leads each command to the controller that carries it out. */
export class Dispatcher {
  constructor(
    private readonly store: Store,
    private readonly session: SessionController,
    private readonly selection: SelectionController,
    private readonly chat: ChatController,
    private readonly retries: Retries,
    private readonly output: OutputController,
    private readonly pictures: PictureList,
    private readonly page: PageActions,
  ) {}

  async run(command: Command): Promise<void> {
    switch (command.kind) {
      case 'open-file':
        return this.openFile(command.file, command.confirmed === true);
      case 'open-sample':
        return this.openSample(command.id, command.example);
      case 'close-session':
        this.session.close();
        return;
      case 'stop-opening':
        this.session.stopOpening();
        return;
      case 'list-pictures':
      case 'rename-picture':
      case 'delete-picture':
        return this.pictures.run(command);
      case 'undo':
      case 'redo':
      case 'reset':
        return this.session.move(command.kind);
      case 'return-to':
        return this.session.returnTo(command.number);
      case 'send':
        // What is looked at is what is edited.
        return isBusy(this.store.state) || (await this.session.returnToShown())
          ? this.chat.send(command.text, command.references, command.tool)
          : undefined;
      case 'retry':
        return this.retries.again(command.editId);
      case 'add-picture':
        return this.chat.addPicture(command.file);
      case 'suggestion':
        return this.takeSuggestion(command.suggestion, command.text);
      case 'run-plan':
        return (await this.session.returnToShown()) ? this.chat.runPlan() : undefined;
      case 'stop':
        return this.chat.stop();
      case 'download':
        this.output.download(command.file);
        return;
      case 'copy-result':
        return this.output.copy();
      case 'copy-link':
        return this.output.copyLink();
      case 'choose-file':
        this.page.chooseFile(command.to);
        return;
      case 'zoom':
        this.page.zoom(command.to);
        return;
      case 'fill':
        this.page.fillChat(command.text);
        return;
      case 'focus-chat':
        this.page.focusChat();
        return;
      case 'stroke':
        return this.addStroke(command);
      case 'add-point':
      case 'box':
      case 'subject':
      case 'find':
      case 'select-again':
        this.runSelection(command);
        this.chat.resumeSoon();
        return;
      default:
        this.runSelection(command);
    }
  }

  private async addStroke(command: Command & { readonly kind: 'stroke' }): Promise<void> {
    this.runSelection(command);
    const { preferences, view } = this.store.state;
    const painted = view.tool === 'brush' && !command.stroke.erase;
    if (preferences.eraseOnRelease && painted) {
      return this.chat.send(translator(preferences.language)('suggest.erase'), []);
    }
    this.chat.resumeSoon();
  }

  private runSelection(command: Command): void {
    switch (command.kind) {
      case 'add-point':
        return this.selection.addPoint(command.point);
      case 'move-point':
        return this.selection.movePoint(command.index, command.x, command.y);
      case 'remove-point':
        return this.selection.removePoint(command.index);
      case 'box':
        return this.selection.setBox(command.box, command.join);
      case 'look':
        return this.selection.look(command.point);
      case 'stroke':
        return this.selection.addStroke(command.stroke);
      case 'subject':
        return this.selection.setSubject(command.subject);
      case 'find':
        return this.selection.chooseFind(command.name, command.number);
      case 'candidate':
        return this.selection.chooseCandidate(command.index);
      case 'refine':
        return this.selection.refine(command.refine);
      case 'invert':
        return this.selection.refine({ invert: !this.store.state.selection.draft.refine.invert });
      case 'take-back':
        return this.selection.takeBack();
      case 'draw-again':
        return this.selection.drawAgain();
      case 'clear-selection':
        return this.selection.clear();
      case 'select-again':
        return this.selection.again();
      default:
        return this.runView(command);
    }
  }

  private runView(command: Command): void {
    const { view } = this.store.state;
    switch (command.kind) {
      case 'tool':
        return this.store.dispatch({ type: 'view/tool', tool: command.tool });
      case 'use-tool':
        return this.store.dispatch({ type: 'view/useTool', tool: command.tool });
      case 'label':
        return this.store.dispatch({ type: 'view/label', label: command.label });
      case 'toggle-label':
        return this.store.dispatch({
          type: 'view/label',
          label: view.label === 'include' ? 'exclude' : 'include',
        });
      case 'unqueue':
        return this.store.dispatch({ type: 'chat/unqueued', saying: command.saying });
      case 'remove-picture':
        return this.store.dispatch({
          type: 'chat/pictureRemoved',
          reference: command.reference,
        });
      case 'propose':
        return this.store.dispatch({ type: 'chat/proposed', proposal: command.proposal });
      case 'join':
        return this.store.dispatch({ type: 'view/join', join: command.join });
      case 'brush':
        return this.store.dispatch({ type: 'view/brush', radius: command.radius });
      case 'brush-step':
        return this.store.dispatch({
          type: 'view/brush',
          radius: brushStep(view.brushRadius, command.direction, command.large),
        });
      case 'compare':
        return this.store.dispatch({ type: 'view/compare', on: command.on });
      case 'reference':
        return this.store.dispatch({ type: 'view/reference', reference: command.reference });
      case 'split':
        return this.store.dispatch({ type: 'view/split', at: command.at });
      case 'view-revision':
        return this.store.dispatch({ type: 'view/revision', number: command.number });
      case 'preferences':
        return this.store.dispatch({ type: 'preferences/changed', preferences: command.change });
      case 'dialog':
        return this.store.dispatch({ type: 'view/dialog', dialog: command.dialog });
      case 'tell':
        return this.store.dispatch({ type: 'notice/shown', notice: command.notice });
      case 'dismiss-notice':
        return this.store.dispatch({ type: 'notice/dismissed' });
      default:
        throw new RangeError(`no controller takes the command "${command.kind}"`);
    }
  }

  /** Another picture begins another session; what was edited stays reachable by its address. */
  private async openFile(file: File, confirmed: boolean): Promise<void> {
    const revisions = this.store.state.session?.revisions.length ?? 0;
    if (revisions > 1 && !confirmed) {
      this.store.dispatch({ type: 'view/dialog', dialog: { kind: 'replace', file } });
      return;
    }
    this.store.dispatch({ type: 'view/dialog', dialog: null });
    await this.session.openFile(file);
  }

  /** Does the edit once more on the picture before it, with the mask that was offered. */
  private async takeSuggestion(suggestion: Suggestion, text: string): Promise<void> {
    const back = await this.session.before(suggestion.revision);
    if (back && (await this.selection.upload(suggestion.rle))) {
      await this.chat.send(text, []);
    }
  }

  private async openSample(id: string, example: Example | undefined): Promise<void> {
    const opened = await this.session.openSample(id);
    if (!opened || example === undefined) {
      return;
    }
    const session = this.store.state.session?.id;
    // Step by step, so that a person sees how it is done.
    await pause();
    if (example.point !== undefined) {
      this.selection.addPoint(example.point);
      await this.selection.settled();
      await pause();
    }
    if (this.store.state.session?.id === session) {
      this.store.dispatch({ type: 'view/showing' });
      await this.chat.send(example.text, []);
    }
  }
}

/** Milliseconds in which one sees what has just been done. */
const SIGHT = 900;

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SIGHT));
}
