import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { imageUrlFor, thumbnailUrl } from '../../api/image-url';
import type { RevisionView } from 'chatbrush-client';
import type { Viewport } from '../../geometry/viewport';
import type { Translate } from '../../i18n/translate';
import { isBusy, referenceRevision, shownRevision } from '../../state/selectors';
import type { EditorState } from '../../state/state';
import { cssVars } from '../shared/css-vars';

/** Longest side that the gateway makes without looking at the whole picture. */
const QUICK_SIDE = 512;
/** From here on a pixel of the picture is shown as the square that it is. */
const PIXELS_FROM = 4;

/** The picture, the preview of an edit above it, and the original above both while comparing. */
export function planeTemplate(
  state: EditorState,
  t: Translate,
  viewport: Viewport,
  loaded: number | null,
  onLoad: () => void,
): TemplateResult | typeof nothing {
  const { session, view, chat } = state;
  const shown = shownRevision(state);
  if (session === null || shown === null) {
    return nothing;
  }
  const side = Math.max(shown.width, shown.height) * viewport.scale * devicePixelRatio;
  const seeThrough = shown.transparent || referenceRevision(state)?.transparent === true;
  const preview = view.viewing === null ? chat.edit?.previewUrl : null;
  // Until a large version has arrived, the one before it must not seem to be all that came of it.
  const isComing = isLarge(shown) && loaded !== shown.number;
  return html`<div
    class="plane ${viewport.scale >= PIXELS_FROM ? 'close' : ''} ${isBusy(state) || isComing ? 'working' : ''} ${seeThrough ? 'see-through' : ''}"
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
      decoding="async"
      @load=${onLoad}
      src=${imageUrlFor(shown, side)}
      alt=${t('stage.alt', { name: session.name, number: shown.number })}
      draggable="false"
    />
    ${loaded === shown.number || !isLarge(shown) ? nothing : quick(shown)}
    ${preview ? html`<img class="preview" src=${preview} alt=${t('stage.preview')} />` : nothing}
    ${before(state, side)}
  </div>`;
}

/** A small picture that is there at once, until the large one is. */
function quick(shown: RevisionView): TemplateResult {
  return html`<img
    class="quick"
    src=${thumbnailUrl(shown, QUICK_SIDE)}
    alt=""
    draggable="false"
  />`;
}

function isLarge({ width, height }: RevisionView): boolean {
  return Math.max(width, height) > 2 * QUICK_SIDE;
}

/** The picture to compare with, fetched only then. */
function before(state: EditorState, side: number): TemplateResult | typeof nothing {
  const { comparing, split } = state.view;
  const reference = referenceRevision(state);
  return reference === null || !(comparing || split !== null)
    ? nothing
    : html`<img
        class="original ${comparing ? 'shown' : 'cut'}"
        src=${imageUrlFor(reference, side)}
        alt=""
        draggable="false"
        ${cssVars({ '--split': `${(1 - (split ?? 1)) * 100}%` })}
      />`;
}
