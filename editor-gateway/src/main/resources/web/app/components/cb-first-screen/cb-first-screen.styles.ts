import { css } from 'lit';

export const firstScreenStyles = css`
  :host {
    display: block;
    overflow-y: auto;
    background:
      radial-gradient(60rem 30rem at 50% -10rem, var(--accent-soft), transparent 70%), var(--ground);
  }

  main {
    max-width: 860px;
    margin: 0 auto;
    padding: clamp(28px, 7vh, 76px) 20px 40px;
    text-align: center;
  }

  h1 {
    margin: 0;
    font-size: clamp(30px, 5.4vw, 50px);
    line-height: 1.14;
    font-weight: 750;
    letter-spacing: -0.035em;
    text-wrap: balance;
  }

  .lead {
    margin: 12px 0 30px;
    color: var(--muted);
    font-size: 17px;
  }

  .drop {
    display: block;
    width: 100%;
    padding: clamp(24px, 5vh, 44px) 20px;
    border: 1.5px dashed var(--line-strong);
    border-radius: 24px;
    background: var(--surface);
    transition:
      border-color var(--quick),
      background var(--quick);
  }

  .drop:hover {
    border-color: var(--accent);
    background: var(--accent-soft);
  }

  .drop .badge {
    display: inline-grid;
    place-items: center;
    width: 52px;
    height: 52px;
    margin-bottom: 12px;
    border-radius: 17px;
    background: var(--accent);
    color: var(--on-accent);
  }

  .drop .icon {
    width: 26px;
    height: 26px;
  }

  .drop strong {
    display: block;
    font-size: 18px;
    letter-spacing: -0.01em;
  }

  .drop .choose {
    color: var(--accent-text);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 3px;
  }

  .drop small {
    display: block;
    margin-top: 8px;
    color: var(--muted);
    font-size: 13px;
  }

  h2 {
    margin: 34px 0 12px;
    font-size: 14px;
    font-weight: 600;
    color: var(--muted);
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
  }

  a.chip {
    color: inherit;
    text-decoration: none;
  }

  .chips .chip {
    padding: 8px 15px;
    font-size: 14px;
  }

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
