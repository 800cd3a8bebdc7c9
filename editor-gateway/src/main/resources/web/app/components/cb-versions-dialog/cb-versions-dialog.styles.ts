import { css } from 'lit';

export const versionsDialogStyles = css`
  dialog {
    width: min(1280px, calc(100vw - 24px));
  }

  .versions {
    display: grid;
    grid-template-columns: repeat(var(--count), minmax(0, 1fr));
    gap: 16px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  figure {
    display: grid;
    gap: 8px;
    margin: 0;
  }

  figure img {
    width: 100%;
    max-height: 62vh;
    /* Its place is there before it is. */
    aspect-ratio: var(--shape);
    object-fit: contain;
    border-radius: 12px;
    background: var(--surface-raised);
  }

  figcaption {
    font-size: 14px;
    font-weight: 600;
  }

  figcaption small {
    display: block;
    font-weight: 400;
    color: var(--muted);
  }

  .quiet {
    justify-self: start;
  }

  @media (max-width: 700px) {
    .versions {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
