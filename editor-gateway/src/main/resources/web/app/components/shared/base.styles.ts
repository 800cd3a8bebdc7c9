import { css } from 'lit';

/** Buttons, focus and text that all components share. */
export const baseStyles = css`
  :host {
    box-sizing: border-box;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }

  button,
  textarea,
  input {
    font: inherit;
    color: inherit;
  }

  button {
    border: 0;
    background: none;
    padding: 0;
    cursor: pointer;
    border-radius: var(--radius);
    -webkit-tap-highlight-color: transparent;
  }

  button:disabled {
    cursor: default;
    opacity: 0.4;
  }

  :focus-visible {
    outline: 2px solid var(--focus, var(--accent));
    outline-offset: 2px;
  }

  .icon {
    display: block;
    flex: none;
  }

  .icon-button {
    display: inline-grid;
    place-items: center;
    min-width: 36px;
    height: 36px;
    transition: background var(--quick);
  }

  .icon-button:hover:not(:disabled) {
    background: var(--hover, var(--surface-raised));
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 6px 12px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--surface);
    font-size: 13.5px;
    line-height: 1.4;
    text-align: start;
    transition:
      border-color var(--quick),
      background var(--quick);
  }

  .chip:hover:not(:disabled) {
    border-color: var(--accent);
    background: var(--accent-soft);
  }

  .primary {
    padding: 8px 16px;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  .primary:hover:not(:disabled) {
    background: var(--accent-hover);
  }

  .quiet {
    padding: 8px 14px;
    border: 1px solid var(--line);
    background: var(--surface);
    font-weight: 500;
  }

  .quiet:hover:not(:disabled) {
    background: var(--surface-raised);
  }

  /* Under a finger everything is as large as its tip, whatever a component says of its own. */
  @media (pointer: coarse) {
    a,
    button,
    select,
    summary,
    textarea,
    input:not([type='checkbox']) {
      min-width: 44px !important;
      min-height: 44px !important;
    }

    /* A small box is chosen by its whole line. */
    label:has(input) {
      min-height: 44px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host,
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }

  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
