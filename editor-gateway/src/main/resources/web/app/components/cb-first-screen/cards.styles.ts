import { css } from 'lit';

/** Examples and sample photos. */
export const cardStyles = css`
  .examples {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .example {
    display: block;
    width: 100%;
    border-radius: 14px;
    text-align: start;
  }

  .halves {
    position: relative;
    display: block;
    aspect-ratio: 4 / 3;
    border-radius: 14px;
    overflow: hidden;
    background: var(--surface-raised);
    transition:
      transform 220ms var(--ease),
      box-shadow 220ms;
  }

  .halves img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }

  .halves .after {
    clip-path: inset(0 0 0 50%);
    transition: clip-path 300ms var(--ease);
  }

  /* Where the picture ends that it was. */
  .halves::after {
    content: '';
    position: absolute;
    inset: 0 calc(50% - 1px);
    background: #fff;
    transition: opacity 300ms;
  }

  .example:hover .halves {
    transform: translateY(-3px);
    box-shadow: var(--shadow);
  }

  .example:hover .after,
  .example:focus-visible .after {
    clip-path: inset(0);
  }

  .example:hover .halves::after,
  .example:focus-visible .halves::after {
    opacity: 0;
  }

  .example span:last-child {
    display: block;
    margin: 7px 3px 0;
    font-size: 13.5px;
    font-weight: 500;
  }

  .samples {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(122px, 1fr));
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .sample {
    display: block;
    width: 100%;
    border-radius: 14px;
    text-align: start;
  }

  .sample img {
    display: block;
    width: 100%;
    aspect-ratio: 4 / 3;
    object-fit: cover;
    border-radius: 14px;
    background: var(--surface-raised);
    transition:
      transform 220ms var(--ease),
      box-shadow 220ms;
  }

  .sample:hover img {
    transform: translateY(-3px);
    box-shadow: var(--shadow);
  }

  .sample span {
    display: block;
    margin: 7px 3px 0;
    font-size: 13.5px;
    font-weight: 500;
  }

  .sample small {
    display: block;
    margin: 0 3px;
    font-size: 12px;
    line-height: 1.35;
    color: var(--muted);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
