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
`;
