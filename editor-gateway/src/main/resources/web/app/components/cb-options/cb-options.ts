import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ToolOption, ToolView } from 'chatbrush-client';
import { isSet, optionsOf, withSetting } from '../../state/tool-settings';
import { baseStyles } from '../shared/base.styles';
import { EditorElement } from '../shared/editor-element';
import { fieldStyles } from '../shared/fields.styles';
import { optionField } from '../shared/option-field';
import { optionsStyles } from './cb-options.styles';

/**
 * What a person settles before they say something: the tool, what each tool lets them set, as it
 * describes that itself, and whether the plan is shown first. What is set is kept for each tool.
 */
@customElement('cb-options')
export class CbOptions extends EditorElement {
  static override styles = [baseStyles, fieldStyles, optionsStyles];

  override render(): TemplateResult {
    const { tools, view, preferences } = this.state;
    const { planFirst, toolOptions } = preferences;
    const chosen = tools.find((tool) => tool.tool === view.useTool);
    const shown = chosen === undefined ? tools : [chosen];
    return html`
      <fieldset>
        <label for="use-tool">${this.t('options.tool')}</label>
        <select id="use-tool" @change=${this.onTool}>
          <option value="" ?selected=${chosen === undefined}>${this.t('options.byWords')}</option>
          ${tools.map(
            (tool) =>
              html`<option value=${tool.tool} ?selected=${tool === chosen}>
                ${this.localized(tool.title)}
              </option>`,
          )}
        </select>
      </fieldset>
      ${shown.map((tool) => this.settings(tool))}
      ${
        chosen !== undefined && optionsOf(chosen).length === 0
          ? html`<p class="none">${this.t('options.none')}</p>`
          : nothing
      }
      <label class="check">
        <input
          type="checkbox"
          id="plan-first"
          .checked=${planFirst}
          @change=${() => this.emit({ kind: 'preferences', change: { planFirst: !planFirst } })}
        />
        ${this.t('plan.first')}
      </label>
      ${
        isSet(toolOptions)
          ? html`<button
              class="quiet"
              id="reset-options"
              @click=${() => this.emit({ kind: 'preferences', change: { toolOptions: {} } })}
            >
              ${this.t('options.reset')}
            </button>`
          : nothing
      }
    `;
  }

  private settings(tool: ToolView): TemplateResult | typeof nothing {
    const options = optionsOf(tool);
    return options.length === 0
      ? nothing
      : html`<fieldset>
          <legend>${this.localized(tool.title)}</legend>
          ${options.map((option) => this.field(tool.tool, option))}
        </fieldset>`;
  }

  private field(tool: string, option: ToolOption): TemplateResult {
    const { toolOptions } = this.state.preferences;
    return optionField(
      option,
      toolOptions[tool]?.[option.name],
      this.language,
      (value) =>
        this.emit({
          kind: 'preferences',
          change: { toolOptions: withSetting(toolOptions, tool, option, value) },
        }),
      `${tool}-`,
    );
  }

  private onTool(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.emit({ kind: 'use-tool', tool: value === '' ? null : value });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cb-options': CbOptions;
  }
}
