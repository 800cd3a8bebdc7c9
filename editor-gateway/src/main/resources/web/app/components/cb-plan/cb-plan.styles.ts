import { css } from 'lit';

export const planStyles = css`
  .card {
    display: grid;
    gap: 12px;
    padding: 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    font-size: 14px;
  }

  .said {
    color: var(--muted);
  }

  .buttons {
    display: flex;
    gap: 8px;
  }
`;
