import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AddedPicture } from 'chatbrush-client';
import { withQuery } from '../../api/image-url';
import { freePictures } from '../../state/added-pictures';
import { looksAtPictures } from '../../state/selectors';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { icon } from '../shared/icon';
import { composerStyles } from './cb-composer.styles';

const addedStyles = css`
  :host {
    display: flex;
    flex: none;
    gap: 4px;
  }

  .added {
    position: relative;
    width: 36px;
    aspect-ratio: 1;
    padding: 0;
    border-radius: 10px;
    overflow: hidden;
  }

  .added img {
    width: 100%;
    height: 100%;
    object-fit: cover;
  }

  .added .icon {
    position: absolute;
    inset: 0 0 auto auto;
    width: 16px;
    height: 16px;
    border-radius: 50%;
    background: rgb(0 0 0 / 60%);
    color: #fff;
  }
`;

/** The pictures that the next message brings, to be taken off again, and the button to add one. */
@customElement('cb-added-pictures')
export class CbAddedPictures extends EditorElement {
  static override styles = [baseStyles, composerStyles, addedStyles];

  override render(): TemplateResult | typeof nothing {
    if (this.state.session === null || !looksAtPictures(this.state)) {
      return nothing;
    }
    return html`
      ${freePictures(this.state.chat).map((picture) => this.added(picture))}
      <button
        class="round plain"
        id="add-picture"
        aria-label=${this.t('chat.addPicture')}
        title=${this.t('chat.addPicture')}
        @click=${() => this.emit({ kind: 'choose-file', to: 'add-picture' })}
      >
        ${icon('picture')}
      </button>
    `;
  }

  private added({ reference, imageUrl }: AddedPicture): TemplateResult {
    return html`<button
      class="added"
      aria-label=${this.t('chat.removePicture')}
      title=${this.t('chat.removePicture')}
      @click=${() => this.emit({ kind: 'remove-picture', reference })}
    >
      <img src=${withQuery(imageUrl, 'maxSide=128')} alt="" />${icon('close')}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-added-pictures': CbAddedPictures;
  }
}
