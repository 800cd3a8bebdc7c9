import { css } from 'lit';

export const composerStyles = css`
  :host {
    display: block;
  }

  .field {
    display: flex;
    align-items: flex-end;
    gap: 6px;
    padding: 6px;
    border: 1px solid var(--line-strong);
    border-radius: 22px;
    background: var(--surface);
    transition: border-color var(--quick);
  }

  .field:focus-within {
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }

  textarea {
    flex: 1;
    min-width: 0;
    height: 36px;
    max-height: 160px;
    padding: 7px 4px 7px 12px;
    border: 0;
    background: none;
    resize: none;
    line-height: 22px;
  }

  textarea:focus-visible {
    outline: none;
  }

  textarea::placeholder {
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--muted);
    opacity: 1;
  }

  .round {
    flex: none;
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    transition: background var(--quick);
  }

  .round:hover:not(:disabled) {
    background: var(--accent-hover);
  }

  .round:disabled {
    background: var(--surface-raised);
    color: var(--muted);
    opacity: 1;
  }

  .round.plain,
  .round.plain:hover:not(:disabled) {
    background: none;
    color: var(--muted);
  }

  .round.plain[aria-expanded='true'],
  .round.plain.settled {
    background: var(--accent-soft);
    color: var(--accent-text);
  }

  .meant {
    margin-bottom: 6px;
    border-color: var(--accent);
    background: var(--accent-soft);
  }

  .meant .icon {
    width: 14px;
    height: 14px;
  }

  @media (pointer: coarse) {
    textarea {
      height: 44px;
      padding-block: 11px;
    }
  }

  .help {
    margin: 6px 0 0;
    text-align: center;
    font-size: 12px;
    color: var(--muted);
  }

  @media (max-width: 900px), (max-height: 620px) {
    .help {
      display: none;
    }
  }
`;
