import { css } from 'lit';

export const historyStyles = css`
  :host {
    display: block;
    overflow: auto;
    max-height: 138px;
    padding: 9px 16px;
    background: var(--stage);
    border-top: 1px solid var(--stage-line);
    color: var(--stage-text);
    --focus: #fff;
  }

  .tree {
    position: relative;
    width: var(--width);
    height: var(--height);
  }

  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  svg {
    position: absolute;
    inset: 0;
    overflow: visible;
    fill: none;
    stroke: var(--stage-muted);
    stroke-width: 1.5;
  }

  li button {
    position: absolute;
    left: var(--x);
    top: var(--y);
    width: 66px;
    height: 48px;
    padding: 0;
    border-radius: 9px;
    overflow: hidden;
    background: var(--stage-hover);
    box-shadow: 0 0 0 1px var(--stage-line);
    transition:
      box-shadow var(--quick),
      transform var(--quick);
  }

  li button:hover {
    transform: translateY(-2px);
    box-shadow: 0 0 0 2px var(--stage-muted);
  }

  li button[aria-current] {
    box-shadow:
      0 0 0 2px var(--stage),
      0 0 0 4px #fff;
  }

  li button.viewing {
    box-shadow:
      0 0 0 2px var(--stage),
      0 0 0 4px var(--mark);
  }

  img {
    width: 100%;
    height: 100%;
    object-fit: cover;
    display: block;
    background: var(--checker) 0 0 / 12px 12px;
  }

  .number {
    position: absolute;
    left: 4px;
    bottom: 4px;
    min-width: 17px;
    padding: 0 4px;
    border-radius: 6px;
    background: rgb(0 0 0 / 72%);
    color: #fff;
    font-size: 10.5px;
    font-weight: 600;
    line-height: 16px;
    text-align: center;
  }

  @media (max-width: 700px), (max-height: 620px) {
    :host {
      max-height: 88px;
      padding-bottom: 24px;
    }
  }
`;
