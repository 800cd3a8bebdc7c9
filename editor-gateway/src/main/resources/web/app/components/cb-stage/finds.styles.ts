import { css } from 'lit';

export const findStyles = css`
  .finds li {
    position: absolute;
    left: 0;
    top: 0;
    width: var(--w);
    height: var(--h);
    transform: translate(var(--x), var(--y));
    outline: 2px solid #fff;
    border-radius: 4px;
    box-shadow: 0 0 0 3px rgb(0 0 0 / 45%);
  }

  .finds button {
    position: absolute;
    left: 50%;
    top: 50%;
    translate: -50% -50%;
    min-width: 44px;
    height: 44px;
    border: 2px solid #fff;
    border-radius: 999px;
    background: var(--accent);
    color: #fff;
    font-size: 16px;
    font-weight: 700;
    pointer-events: auto;
    cursor: pointer;
  }
`;
