import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { thumbnailUrl } from '../../api/image-url';
import type { Recipe, RevisionView } from '../../api/types';
import type { Command } from '../../control/commands';
import { titleIn } from '../../i18n/translate';
import type { Translate } from '../../i18n/translate';
import { isBusy } from '../../state/selectors';
import type { EditorState, Language } from '../../state/state';
import { icon } from '../shared/icon';

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
  const title = recipe?.title ? titleIn(language, recipe.title) : (recipe?.tool ?? '');
  return html`<div class="card">
    <div class="result">
      <button
        class="thumb"
        aria-label=${t('result.look', { number })}
        title=${t('result.look', { number })}
        @click=${() => emit({ kind: 'view-revision', number: isHead ? null : number })}
      >
        <img src=${thumbnailUrl(revision, 320)} alt="" loading="lazy" />
      </button>
      <div class="about">
        <strong>${title}</strong>
        <span class="meta">
          ${t('result.version', { number })}
          ${recipe === null ? nothing : html` · ${t('result.took', { seconds: seconds(recipe) })}`}
        </span>
        ${
          isHead && state.session?.canUndo
            ? html`<div class="actions">
                <button
                  class="small undo"
                  ?disabled=${isBusy(state)}
                  aria-label=${t('result.undoLabel', { number })}
                  @click=${() => emit({ kind: 'undo' })}
                >
                  ${icon('undo')}${t('result.undo')}
                </button>
              </div>`
            : nothing
        }
      </div>
    </div>
    ${
      recipe?.outsideChanged === 0
        ? html`<div class="locked">${icon('lock')}${t('result.locked')}</div>`
        : nothing
    }
    ${recipe === null ? nothing : recipeDetails(recipe, t)}
  </div>`;
}

function recipeDetails(recipe: Recipe, t: Translate): TemplateResult {
  const model = [recipe.model, recipe.modelVersion].filter((part) => part).join(' / ');
  const rows: readonly (readonly [string, string | null])[] = [
    [t('result.model'), model],
    [t('result.prompt'), recipe.prompt],
    [t('result.seed'), recipe.seed === null ? null : String(recipe.seed)],
    [t('result.outside'), recipe.outsideChanged === null ? null : String(recipe.outsideChanged)],
    ...Object.entries(recipe.parameters ?? {}),
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
