import { css } from 'lit';

export const dialogStyles = css`
  dialog {
    width: min(720px, calc(100vw - 24px));
    max-height: calc(100dvh - 32px);
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 20px;
    background: var(--surface);
    color: var(--text);
    box-shadow: var(--shadow);
  }

  dialog.small {
    width: min(420px, calc(100vw - 24px));
  }

  dialog::backdrop {
    background: rgb(10 10 16 / 55%);
  }

  .body {
    padding: 22px 24px 24px;
  }

  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    margin-bottom: 14px;
  }

  h2 {
    margin: 0;
    font-size: 18px;
    letter-spacing: -0.01em;
  }

  .buttons {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    margin-top: 18px;
  }
`;
