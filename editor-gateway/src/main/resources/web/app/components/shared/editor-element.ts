import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Title } from 'chatbrush-client';
import { emit } from '../../control/commands';
import type { Command } from '../../control/commands';
import { titleIn, translator } from '../../i18n/translate';
import type { Translate } from '../../i18n/translate';
import type { EditorState, Language } from '../../state/state';

/** What all components share: the state comes down as a property, commands go up as events. */
export class EditorElement extends LitElement {
  @property({ attribute: false }) state!: EditorState;

  protected get language(): Language {
    return this.state.preferences.language;
  }

  protected get t(): Translate {
    return translator(this.language);
  }

  protected localized(title: Title): string {
    return titleIn(this.language, title);
  }

  protected emit(command: Command): void {
    emit(this, command);
  }
}
