import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { EditorElement } from './editor-element';

/** How the button of a menu looks. */
export interface MenuButton {
  readonly id: string;
  readonly look: 'primary' | 'icon-button';
  readonly label: string;
  readonly face: unknown;
}

/** A button with a menu (WAI-ARIA menu button): arrows step, Escape and leaving it close it. */
export abstract class MenuElement extends EditorElement {
  @state() private open = false;
  @query('[aria-haspopup]') private trigger!: HTMLButtonElement;
  @query('.items') private items!: HTMLElement | null;

  protected menu(
    { id, look, label, face }: MenuButton,
    items: () => readonly unknown[],
  ): TemplateResult {
    return html`<div class="menu" @focusout=${this.onFocusOut} @keydown=${this.onKey}>
      <button
        id=${id}
        class=${look}
        aria-label=${label}
        title=${label}
        aria-haspopup="menu"
        aria-expanded=${this.open}
        @click=${this.toggle}
      >
        ${face}
      </button>
      ${
        this.open
          ? html`<div class="items" role="menu" aria-label=${label}>${items()}</div>`
          : nothing
      }
    </div>`;
  }

  protected close(): void {
    this.open = false;
    this.trigger.focus();
  }

  private async toggle(): Promise<void> {
    this.open = !this.open;
    await this.updateComplete;
    this.items?.querySelector('button')?.focus();
  }

  private onFocusOut(event: FocusEvent): void {
    const inside = event.relatedTarget as Node | null;
    if (inside === null || !this.renderRoot.contains(inside)) {
      this.open = false;
    }
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.open) {
      return;
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.step(event.key === 'ArrowDown' ? 1 : -1);
    }
  }

  private step(by: number): void {
    const buttons = [...(this.items?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(this.shadowRoot?.activeElement as HTMLButtonElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  }
}
