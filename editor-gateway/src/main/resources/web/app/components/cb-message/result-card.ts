import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { thumbnailUrl } from '../../api/image-url';
import type { Recipe, RevisionView } from 'chatbrush-client';
import type { Command } from '../../control/commands';
import { titleIn } from '../../i18n/translate';
import type { TextKey } from '../../i18n/en';
import type { Translate } from '../../i18n/translate';
import { parameterRows } from './option-titles';
import { isBusy } from '../../state/selectors';
import type { EditorState, Language } from '../../state/state';
import { icon } from '../shared/icon';
import type { IconName } from '../shared/icon';
import { placeOf } from '../shared/places';
import { toolName } from '../shared/tool-words';
import { versionTitle } from '../shared/version-title';

/** A new version: its thumbnail, how long it took, and Undo. */
export function resultCard(
  revision: RevisionView,
  state: EditorState,
  language: Language,
  t: Translate,
  emit: (command: Command) => void,
): TemplateResult {
  const { number, recipe } = revision;
  const isHead = state.session?.head === number;
  const title = versionTitle(revision, language, t);
  const name = recipe === null ? '' : toolName(recipe.tool, state.tools, language, t);
  const tool = recipe?.title ? titleIn(language, recipe.title) : name;
  return html`<div class="card">
    <div class="result">
      <button
        class="thumb"
        aria-label=${t('result.look', { number })}
        title=${t('result.look', { number })}
        @click=${() => emit({ kind: 'view-revision', number: isHead ? null : number })}
      >
        <img
          class=${revision.transparent ? 'see-through' : ''}
          src=${thumbnailUrl(revision, 320)}
          alt=""
          loading="lazy"
        />
      </button>
      <div class="about">
        <strong>${title}</strong>
        <span class="meta">
          ${t('result.version', { number })} · ${tool}
          ${recipe === null ? nothing : html` · ${t('result.took', { seconds: seconds(recipe) })}`}
        </span>
        <div class="actions">${actions(revision, state, t, emit)}</div>
      </div>
    </div>
    ${
      recipe?.outsideChanged === 0
        ? html`<div class="locked">${icon('lock')}${t('result.locked')}</div>`
        : nothing
    }
    ${recipe === null ? nothing : recipeDetails(recipe, state, language, t)}
  </div>`;
}

/** Undo and what is offered, for the current version; a way back to any other. */
function actions(
  revision: RevisionView,
  state: EditorState,
  t: Translate,
  emit: (command: Command) => void,
): TemplateResult {
  const { number } = revision;
  const button = (name: IconName, key: TextKey, label: string, command: Command): TemplateResult =>
    html`<button
      class="small ${command.kind}"
      ?disabled=${isBusy(state)}
      aria-label=${label}
      @click=${() => emit(command)}
    >
      ${icon(name)}${t(key)}
    </button>`;
  if (state.session?.head !== number) {
    const label = t('result.useLabel', { number });
    return button('check', 'result.use', label, { kind: 'return-to', number });
  }
  const suggestion = state.chat.suggestions.find((offer) => offer.revision === number);
  const text = revision.recipe?.promptOriginal ?? '';
  return html`${button('undo', 'result.undo', t('result.undoLabel', { number }), { kind: 'undo' })}
  ${
    suggestion === undefined || text === ''
      ? nothing
      : button('eraser', 'result.shadow', t('result.shadowLabel'), {
          kind: 'suggestion',
          suggestion,
          text,
        })
  }`;
}

function recipeDetails(
  recipe: Recipe,
  state: EditorState,
  language: Language,
  t: Translate,
): TemplateResult {
  const model = [recipe.model, recipe.modelVersion].filter((part) => part).join(' / ');
  const rows: readonly (readonly [string, string | null])[] = [
    [t('result.model'), model],
    [t('result.prompt'), recipe.prompt],
    [t('result.seed'), String(recipe.seed)],
    [t('result.outside'), recipe.outsideChanged === null ? null : String(recipe.outsideChanged)],
    [t('recipe.target'), t(placeOf(recipe.target))],
    ...parameterRows(recipe, state.tools, language, t),
  ];
  return html`<details>
    <summary>${t('result.details')}</summary>
    <dl>
      ${rows
        .filter(([, value]) => value !== null && value !== '')
        .map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
    </dl>
  </details>`;
}

function seconds(recipe: Recipe): string {
  return (recipe.millis / 1000).toFixed(1);
}
