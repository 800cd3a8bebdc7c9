import { css } from 'lit';

export const topbarStyles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 4px;
    min-height: 52px;
    padding: 6px 12px;
    background: var(--surface);
    border-bottom: 1px solid var(--line);
  }

  .brand {
    display: inline-flex;
    align-items: center;
    gap: 9px;
    height: 36px;
    padding: 0 8px 0 4px;
    font-weight: 700;
    font-size: 15.5px;
    letter-spacing: -0.015em;
  }

  .brand img {
    width: 26px;
    height: 26px;
  }

  .file {
    flex: 0 1 auto;
    margin: 0;
    font-weight: 400;
    min-width: 0;
    max-width: 30ch;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--muted);
    font-size: 13.5px;
    padding-inline: 10px;
    border-inline-start: 1px solid var(--line);
  }

  .space {
    flex: 1;
  }

  .group {
    display: inline-flex;
    align-items: center;
    gap: 2px;
  }

  .rule {
    width: 1px;
    height: 20px;
    margin: 0 6px;
    background: var(--line);
  }

  .worded {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    height: 36px;
    padding: 0 11px;
    font-size: 13.5px;
    font-weight: 500;
    transition: background var(--quick);
  }

  .worded:hover:not(:disabled) {
    background: var(--surface-raised);
  }

  .icon-button[aria-pressed='true'],
  .worded[aria-pressed='true'] {
    background: var(--accent-soft);
    color: var(--accent-text);
  }

  .language {
    font-size: 13px;
    padding: 0 10px;
  }

  .menu {
    position: relative;
  }

  .menu .primary {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    height: 36px;
    padding: 0 13px 0 11px;
    font-size: 13.5px;
  }

  .items {
    position: absolute;
    z-index: 30;
    inset-block-start: calc(100% + 6px);
    inset-inline-end: 0;
    min-width: 230px;
    max-height: calc(100dvh - 72px);
    overflow-y: auto;
    padding: 6px;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  .items button {
    display: block;
    width: 100%;
    padding: 9px 12px;
    text-align: start;
    font-size: 14px;
  }

  .items button:hover,
  .items button:focus-visible {
    background: var(--surface-raised);
  }

  @media (max-width: 860px) {
    .worded span,
    .menu .primary span {
      display: none;
    }

    .worded,
    .menu .primary {
      padding: 0 8px;
    }
  }

  cb-more-menu {
    display: none;
  }

  /* What is done to the picture stays; the rest moves into a menu. */
  @media (max-width: 700px) {
    .roomy,
    #reset {
      display: none;
    }

    cb-more-menu {
      display: inline-block;
    }
  }

  @media (max-width: 560px) {
    :host {
      padding: 4px 8px;
    }

    .rule {
      display: none;
    }

    /* Still the page's heading to those who hear it. */
    .file {
      position: absolute;
      width: 1px;
      height: 1px;
      padding: 0;
      clip-path: inset(50%);
    }

    .language {
      display: inline-flex;
      align-items: center;
    }
  }

  @media (max-width: 430px) {
    :host,
    .group {
      gap: 0;
    }

    :host {
      padding-inline: 4px;
    }

    .brand span {
      display: none;
    }
  }
`;
