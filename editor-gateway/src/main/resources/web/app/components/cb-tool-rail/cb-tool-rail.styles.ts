import { css } from 'lit';

export const toolRailStyles = css`
  :host {
    position: absolute;
    z-index: 5;
    inset-inline-start: 14px;
    top: 50%;
    translate: 0 -50%;
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: 8px;
    max-height: calc(100% - 20px);
    color: var(--stage-text);
    --focus: #fff;
  }

  .rail {
    display: flex;
    flex-direction: column;
    gap: 2px;
    padding: 5px;
    border-radius: 16px;
    background: var(--stage-chrome);
    border: 1px solid var(--stage-line);
    backdrop-filter: blur(14px);
  }

  .tool {
    display: grid;
    place-items: center;
    width: 42px;
    height: 42px;
    border-radius: 12px;
    transition: background var(--quick);
  }

  .tool:hover {
    background: var(--stage-hover);
  }

  .tool[aria-checked='true'],
  .tool[aria-pressed='true'] {
    background: #fff;
    color: #17181b;
  }

  .sign {
    width: 24px;
    height: 24px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    font-weight: 700;
    font-size: 15px;
    line-height: 1;
    color: #fff;
    background: var(--include);
  }

  .sign.exclude {
    background: var(--exclude);
  }

  .size {
    align-items: center;
    padding: 10px 5px;
    font-size: 11px;
    gap: 6px;
  }

  .size input {
    writing-mode: vertical-lr;
    direction: rtl;
    height: 96px;
    width: 20px;
    margin: 0;
    accent-color: #fff;
  }

  @media (max-width: 700px), (max-height: 520px) {
    :host {
      flex-flow: row wrap;
      justify-content: center;
      gap: 4px;
      inset-inline: 0;
      top: auto;
      bottom: 24px;
      translate: none;
      width: max-content;
      max-width: calc(100% - 16px);
      margin-inline: auto;
    }

    .rail {
      flex-direction: row;
      padding: 3px;
    }

    .tool {
      width: 44px;
      height: 44px;
    }

    /* Two fingers move the picture. */
    .tool[data-tool='hand'] {
      display: none;
    }

    /* At the stage's edge: what lies above the rail is the selection's bar. */
    .size {
      position: fixed;
      inset-inline-start: 8px;
      top: 64px;
    }
  }

  /* All in one row, on the narrowest too. */
  @media (max-width: 358px) {
    :host {
      gap: 1px;
      max-width: 100%;
    }

    .rail {
      gap: 0;
      padding: 0;
    }
  }
`;
