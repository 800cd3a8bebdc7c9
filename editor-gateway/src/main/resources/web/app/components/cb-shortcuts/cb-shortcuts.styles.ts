import { css } from 'lit';

export const shortcutsStyles = css`
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(290px, 100%), 1fr));
    gap: 8px 34px;
  }

  h3 {
    margin: 12px 0 4px;
    font-size: 12.5px;
    font-weight: 600;
    color: var(--muted);
  }

  dl {
    margin: 0;
  }

  .row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-height: 32px;
    font-size: 13.5px;
  }

  dd {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    align-items: center;
    gap: 3px;
    margin: 0;
  }

  kbd {
    min-width: 22px;
    padding: 1px 6px;
    border: 1px solid var(--line);
    border-bottom-width: 2px;
    border-radius: 6px;
    background: var(--surface-raised);
    font: 500 12px/18px var(--font);
    text-align: center;
  }

  .or {
    color: var(--muted);
    font-size: 12px;
  }

  .switch {
    display: flex;
    align-items: center;
    gap: 10px;
    margin-top: 16px;
    padding-top: 14px;
    border-top: 1px solid var(--line);
    font-size: 14px;
  }

  .switch input {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
`;
