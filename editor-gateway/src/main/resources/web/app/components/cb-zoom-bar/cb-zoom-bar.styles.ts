import { css } from 'lit';

export const zoomBarStyles = css`
  :host {
    position: absolute;
    z-index: 5;
    inset-inline-end: 14px;
    bottom: 18px;
    display: flex;
    gap: 1px;
    padding: 3px;
    border-radius: 12px;
    background: var(--stage-chrome);
    border: 1px solid var(--stage-line);
    backdrop-filter: blur(14px);
    color: var(--stage-text);
    --focus: #fff;
    --hover: var(--stage-hover);
  }

  .icon-button {
    min-width: 30px;
    height: 30px;
    border-radius: 9px;
  }

  .scale {
    min-width: 50px;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }

  .icon {
    width: 16px;
    height: 16px;
  }

  /* It tells a size and covers the picture. */
  @media (max-width: 460px) {
    .scale {
      display: none;
    }
  }

  @media (max-width: 1600px), (max-height: 520px) {
    :host {
      bottom: auto;
      top: 12px;
    }
  }
`;
