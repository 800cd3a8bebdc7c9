import { css } from 'lit';

/** Of a menu that is an element of its own within the bar. */
export const menuStyles = css`
  :host {
    display: inline-block;
    min-height: 0;
    padding: 0;
    border: 0;
    background: none;
  }

  .items button {
    display: flex;
    align-items: center;
    gap: 10px;
  }

  [role='group'] {
    display: flex;
    align-items: baseline;
    margin-block: 6px;
    padding-block: 4px;
    border-block: 1px solid var(--line);
  }

  small {
    padding-inline: 12px 6px;
    color: var(--muted);
  }

  [role='group'] button {
    width: auto;
    padding-inline: 8px;
    white-space: nowrap;
  }
`;
