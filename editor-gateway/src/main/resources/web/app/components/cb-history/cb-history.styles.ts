import { css } from 'lit';

export const historyStyles = css`
  :host {
    display: flex;
    align-items: start;
    gap: 10px;
    max-height: min(252px, 30vh);
    padding: 9px 16px;
    background: var(--stage);
    border-top: 1px solid var(--stage-line);
    color: var(--stage-text);
    --focus: #fff;
  }

  .scroll {
    flex: 1;
    min-width: 0;
    max-height: inherit;
    padding: 5px;
    margin: -5px;
    overflow: auto;
  }

  .abreast {
    display: grid;
    place-items: center;
    flex: none;
    width: 44px;
    height: 48px;
    background: var(--stage-hover);
  }

  .title {
    position: absolute;
    left: var(--x);
    top: calc(var(--y) + 50px);
    width: 72px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 11px;
    line-height: 15px;
    color: var(--stage-muted);
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

  .tree > svg {
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
  }

  img.see-through {
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
      max-height: 104px;
      padding-bottom: 19px;
    }
  }
`;
