import { css } from 'lit';

/** While a picture is on its way. */
export const openingStyles = css`
  .opening {
    display: grid;
    place-items: center;
    min-height: 50vh;
    color: var(--muted);
  }

  .upload {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 12px;
    margin-top: 16px;
    font-variant-numeric: tabular-nums;
  }

  .upload progress {
    width: 180px;
    accent-color: var(--accent);
  }

  .spinner {
    width: 34px;
    height: 34px;
    margin: 0 auto 14px;
    border: 3px solid var(--line);
    border-top-color: var(--accent);
    border-radius: 50%;
    animation: turn 900ms linear infinite;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
`;
