import { css } from 'lit';

export const chatStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--ground);
    border-inline-start: 1px solid var(--line);
  }

  .log {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    padding: 20px 18px 8px;
    display: flex;
    flex-direction: column;
    overscroll-behavior: contain;
    outline-offset: -3px;
  }

  .lines {
    flex: 1 0 auto;
    display: flex;
    flex-direction: column;
    gap: 16px;
  }

  .welcome {
    margin: auto 0;
    padding: 0 8px;
    text-align: center;
    color: var(--muted);
    font-size: 14px;
  }

  .welcome p {
    margin: 0 auto 6px;
    max-width: 30ch;
    text-wrap: balance;
  }

  .welcome p:first-of-type {
    color: var(--text);
    font-size: 16px;
    font-weight: 600;
    line-height: 1.45;
  }

  .foot {
    padding: 8px 14px 12px;
  }

  .queue {
    margin: 0 0 8px;
    padding: 0;
    list-style: none;
    font-size: 13.5px;
    color: var(--muted);
  }

  .queue li {
    display: flex;
    align-items: center;
    gap: 6px;
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--accent);
  }

  .queue span {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .chips {
    display: flex;
    gap: 6px;
    margin: 0 0 10px;
    padding: 2px;
    overflow-x: auto;
    scrollbar-width: none;
    mask-image: linear-gradient(to right, #000 calc(100% - 28px), transparent);
  }

  .chips .chip {
    flex: none;
  }

  .handle {
    display: none;
  }

  /* As in cb-app: a sheet from below. */
  @media (max-width: 900px) and (min-height: 521px), (max-width: 520px) {
    :host {
      border-inline-start: 0;
      border-top: 1px solid var(--line);
      border-radius: 18px 18px 0 0;
      margin-top: -14px;
      position: relative;
      z-index: 8;
      max-height: 58vh;
      box-shadow: 0 -6px 24px rgb(0 0 0 / 14%);
    }

    .handle {
      display: grid;
      place-items: center;
      width: 100%;
      height: 28px;
      color: var(--muted);
    }

    .handle .icon {
      transition: rotate var(--quick);
    }

    :host([folded]) .handle .icon {
      rotate: 180deg;
    }

    .log {
      flex: 0 1 auto;
      max-height: calc(44vh - 170px);
      padding: 2px 14px 6px;
    }

    .lines {
      gap: 12px;
    }

    :host([folded]) .log {
      display: none;
    }

    .welcome {
      display: none;
    }

    .foot {
      flex: none;
      padding: 6px 10px calc(10px + env(safe-area-inset-bottom));
    }

    .chips {
      margin-bottom: 6px;
    }
  }
`;
