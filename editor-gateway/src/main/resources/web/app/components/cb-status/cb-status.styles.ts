import { css } from 'lit';

export const statusStyles = css`
  :host {
    display: block;
    overflow: auto;
    background: var(--ground);
  }

  main {
    max-width: 980px;
    margin: 0 auto;
    padding: 28px 20px 48px;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
  }

  h1 {
    margin: 0;
    font-size: 26px;
    letter-spacing: -0.02em;
  }

  h2 {
    margin: 28px 0 10px;
    font-size: 16px;
  }

  a {
    color: var(--accent-text);
  }

  .scroll {
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--surface);
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    padding: 9px 14px;
    text-align: start;
    white-space: nowrap;
  }

  th {
    font-weight: 600;
    color: var(--muted);
  }

  tr + tr td,
  thead + tbody td {
    border-top: 1px solid var(--line);
  }

  .ok {
    color: var(--good);
  }

  .down {
    color: var(--danger);
    font-weight: 600;
  }

  svg {
    display: block;
    fill: none;
    stroke: var(--accent);
    stroke-width: 1.5;
  }
`;
