import { css } from 'lit';

export const bannerStyles = css`
  .strip {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 9px 16px;
    background: var(--warning-soft);
    color: var(--warning);
    font-size: 13.5px;
  }

  .strip span {
    flex: 1;
  }

  .strip + .strip {
    border-top: 1px solid var(--line);
  }

  .problem {
    background: var(--danger-soft);
    color: var(--danger);
  }

  .info {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
`;
