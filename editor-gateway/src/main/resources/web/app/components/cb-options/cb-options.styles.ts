import { css } from 'lit';

export const optionsStyles = css`
  :host {
    display: grid;
    gap: 12px;
    max-height: min(40vh, 320px);
    margin-bottom: 8px;
    padding: 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    font-size: 14px;
    overflow-y: auto;
  }

  .none {
    margin: 0;
    color: var(--muted);
    font-size: 13px;
  }

  .check {
    display: flex;
    align-items: center;
    gap: 10px;
    color: inherit;
    font-size: 14px;
  }

  .quiet {
    justify-self: start;
  }

  /* The sheet from below is not high. */
  @media (max-width: 900px) {
    :host {
      max-height: 24vh;
    }
  }
`;
