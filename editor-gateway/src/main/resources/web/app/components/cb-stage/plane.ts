import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { imageUrlFor } from '../../api/image-url';
import type { Command } from '../../control/commands';
import type { Viewport } from '../../geometry/viewport';
import type { Translate } from '../../i18n/translate';
import { headRevision, isBusy, rootRevision, shownRevision } from '../../state/selectors';
import type { EditorState } from '../../state/state';
import { cssVars } from '../shared/css-vars';

/** From here on a pixel of the picture is shown as the square that it is. */
const PIXELS_FROM = 4;

/** The picture, the preview of an edit above it, and the original above both while comparing. */
export function planeTemplate(
  state: EditorState,
  t: Translate,
  viewport: Viewport,
): TemplateResult | typeof nothing {
  const { session, view, chat } = state;
  const shown = shownRevision(state);
  const root = rootRevision(state);
  if (session === null || shown === null || root === null) {
    return nothing;
  }
  const side = Math.max(shown.width, shown.height) * viewport.scale * devicePixelRatio;
  const seeThrough = shown.transparent || root.transparent;
  const preview = view.viewing === null ? chat.edit?.previewUrl : null;
  return html`<div
    class="plane ${viewport.scale >= PIXELS_FROM ? 'close' : ''} ${isBusy(state) ? 'working' : ''} ${seeThrough ? 'see-through' : ''}"
    ${cssVars({
      '--x': `${viewport.offsetX}px`,
      '--y': `${viewport.offsetY}px`,
      '--scale': String(viewport.scale),
      '--width': `${shown.width}px`,
      '--height': `${shown.height}px`,
    })}
  >
    <img
      class="picture"
      src=${imageUrlFor(shown, side)}
      alt=${t('stage.alt', { name: session.name, number: shown.number })}
      draggable="false"
    />
    ${preview ? html`<img class="preview" src=${preview} alt=${t('stage.preview')} />` : nothing}
    ${
      session.revisions.length > 1
        ? html`<img
            class="original ${view.comparing ? 'shown' : ''}"
            src=${imageUrlFor(root, side)}
            alt=""
            draggable="false"
          />`
        : nothing
    }
  </div>`;
}

/** Says which picture is shown when it is not the current one. */
export function tagTemplate(
  state: EditorState,
  t: Translate,
  emit: (command: Command) => void,
): TemplateResult | typeof nothing {
  const { session, view } = state;
  const number = view.viewing;
  if (session === null || headRevision(state) === null) {
    return nothing;
  }
  if (view.comparing) {
    return html`<div class="tag">${t('stage.original')}</div>`;
  }
  if (number === null) {
    return nothing;
  }
  return html`<div class="tag">
    <span>${t('stage.viewing', { number })}</span>
    ${
      number !== session.head && !isBusy(state)
        ? html`<button @click=${() => emit({ kind: 'return-to', number })}>
            ${t('stage.returnTo')}
          </button>`
        : nothing
    }
    <button @click=${() => emit({ kind: 'view-revision', number: null })}>
      ${t('stage.backToCurrent')}
    </button>
  </div>`;
}
