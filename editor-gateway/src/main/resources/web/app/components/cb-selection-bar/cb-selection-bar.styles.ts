import { css } from 'lit';

export const selectionBarStyles = css`
  :host {
    position: absolute;
    z-index: 4;
    inset-inline-start: 50%;
    bottom: 18px;
    translate: -50% 0;
    display: flex;
    justify-content: center;
    width: max-content;
    max-width: calc(100% - 24px);
    color: var(--stage-text);
    --focus: #fff;
    --hover: var(--stage-hover);
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 4px 6px;
    padding: 6px;
    border-radius: 16px;
    background: var(--stage-chrome);
    border: 1px solid var(--stage-line);
    backdrop-filter: blur(14px);
    font-size: 13px;
    animation: rise 180ms var(--ease);
  }

  .hint {
    padding: 8px 16px;
    border-radius: 999px;
    text-align: center;
    line-height: 1.45;
  }

  .hint small {
    display: block;
    font-size: 12px;
    color: var(--stage-muted);
  }

  .share {
    padding: 0 8px 0 10px;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .problem {
    padding: 4px 8px 4px 10px;
    max-width: 42ch;
  }

  .group {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    padding: 2px;
    border-radius: 11px;
    background: rgb(255 255 255 / 7%);
  }

  .choice {
    height: 32px;
    padding: 0 11px;
    border-radius: 9px;
    font-weight: 500;
  }

  .erase {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    background: #fff;
    color: #17181b;
  }

  .erase:hover {
    background: #e6e6ea;
  }

  .choice:hover {
    background: var(--stage-hover);
  }

  .choice[aria-checked='true'],
  .icon-button[aria-pressed='true'] {
    background: #fff;
    color: #17181b;
  }

  .icon-button {
    min-width: 34px;
    height: 32px;
    border-radius: 9px;
  }

  .value {
    min-width: 3.2em;
    text-align: center;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    color: var(--stage-muted);
  }

  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }

  @media (max-width: 700px), (max-height: 520px) {
    :host {
      bottom: 84px;
    }

    /* Not over what has just been made; right of the brush's size. */
    :host([offers]) {
      inset: 12px auto auto 72px;
      translate: none;
    }

    /* One row that scrolls: the picture below stays in sight. */
    .bar:not(.hint) {
      flex-wrap: nowrap;
      justify-content: start;
      overflow-x: auto;
      scrollbar-width: none;
    }

    .bar > * {
      flex: none;
    }

    .bar > .problem {
      flex: 1;
    }

    .erase {
      order: -1;
    }

    /* What the mask shows; that it is looked for, or that nothing is there, is still said. */
    .share.known {
      display: none;
    }
  }

  @media (max-width: 460px) {
    .value {
      display: none;
    }

    .choice {
      padding: 0 8px;
    }

    .icon-button {
      min-width: 30px;
    }
  }
`;
