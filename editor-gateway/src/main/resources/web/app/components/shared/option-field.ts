import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { OptionValue, ToolOption } from 'chatbrush-client';
import { translator } from '../../i18n/translate';
import type { Language } from '../../state/state';
import { optionName, valueName } from './tool-words';

/** Places of a slider for a number that is not whole. */
const STEPS = 100;

/** A field for an option, as its model describes it: what it may be, and what it is without. */
export function optionField(
  option: ToolOption,
  value: OptionValue | undefined,
  language: Language,
  onChange: (value: OptionValue | undefined) => void,
  tool = '',
): TemplateResult {
  const id = `option-${tool}${option.name}`;
  return html`<label for=${id}>${optionName(option, language)}</label
    >${field(option, id, value, language, onChange)}`;
}

function field(
  option: ToolOption,
  id: string,
  value: OptionValue | undefined,
  language: Language,
  onChange: (value: OptionValue | undefined) => void,
): TemplateResult {
  const shown = String(value ?? option.default);
  const read = (event: Event): string => (event.target as HTMLInputElement).value;
  if (option.type === 'bool') {
    return html`<label class="tick"
      ><input
        id=${id}
        type="checkbox"
        .checked=${shown === 'true'}
        @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    /></label>`;
  }
  if ((option.choices ?? []).length > 0) {
    return html`<select id=${id} .value=${shown} @change=${(event: Event) => onChange(read(event))}>
      ${(option.choices ?? []).map(
        (choice) =>
          html`<option value=${choice} ?selected=${choice === shown}>
            ${valueName(option, choice, language, translator(language))}
          </option>`,
      )}
    </select>`;
  }
  const isNumber = option.type === 'int' || option.type === 'float';
  if (isNumber && option.min !== undefined && option.max !== undefined) {
    return slider(option, id, shown, onChange);
  }
  return isNumber
    ? html`<input
        id=${id}
        type="number"
        min=${option.min}
        max=${option.max}
        step=${option.type === 'int' ? '1' : 'any'}
        .value=${shown}
        @change=${(event: Event) => onChange(read(event) === '' ? undefined : Number(read(event)))}
      />`
    : html`<input
        id=${id}
        type="text"
        .value=${shown}
        @change=${(event: Event) => onChange(read(event))}
      />`;
}

/** Between its bounds a number is dragged; what it is stands beside it. */
function slider(
  option: ToolOption,
  id: string,
  shown: string,
  onChange: (value: OptionValue | undefined) => void,
): TemplateResult {
  const span = (option.max ?? 0) - (option.min ?? 0);
  const step = option.type === 'int' ? 1 : span / STEPS;
  return html`<span class="slider">
    <input
      id=${id}
      type="range"
      min=${option.min}
      max=${option.max}
      step=${step}
      .value=${shown}
      @input=${(event: Event) => onChange(Number((event.target as HTMLInputElement).value))}
    />
    <output for=${id}>${Number(shown)}</output>
  </span>`;
}
