import { css } from 'lit';

/** Rows of names and fields. */
export const fieldStyles = css`
  fieldset {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 8px 12px;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0 0 6px;
    color: var(--muted);
    font-size: 12.5px;
  }

  label {
    color: var(--muted);
    font-size: 13px;
  }

  select,
  input:not([type='checkbox']) {
    width: 100%;
    min-height: 36px;
    padding: 6px 10px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }

  /* What a finger may hit around a small box. */
  .tick {
    display: grid;
    place-content: center start;
    min-width: 44px;
  }

  .slider {
    display: flex;
    align-items: center;
    gap: 10px;
  }

  .slider input {
    flex: 1;
    min-width: 0;
    padding: 0;
    accent-color: var(--accent);
  }

  output {
    min-width: 3ch;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  @media (pointer: coarse) {
    input[type='checkbox'] {
      width: 24px;
      height: 24px;
    }
  }
`;
