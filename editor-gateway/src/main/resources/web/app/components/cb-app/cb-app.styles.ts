import { css } from 'lit';

export const appStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    height: 100vh;
    height: 100dvh;
    min-height: 460px;
    background: var(--ground);
  }

  .skip {
    position: absolute;
    z-index: 50;
    left: 12px;
    top: -60px;
    padding: 10px 16px;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  .skip:focus {
    top: 8px;
  }

  .editor {
    display: grid;
    grid-template-columns: minmax(0, 1fr) clamp(340px, 27vw, 420px);
    min-height: 0;
  }

  .picture {
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    min-width: 0;
    min-height: 0;
  }

  .dropping {
    position: fixed;
    inset: 12px;
    z-index: 40;
    display: grid;
    place-items: center;
    border: 2px dashed #fff;
    border-radius: 24px;
    background: rgb(46 49 160 / 82%);
    color: #fff;
    font-size: 22px;
    font-weight: 650;
    pointer-events: none;
  }

  @media (max-height: 520px) {
    :host {
      min-height: 0;
    }

    .editor {
      grid-template-columns: minmax(0, 1fr) clamp(260px, 38vw, 420px);
    }
  }

  /* A phone held upright; held sideways it has the chat beside the picture. */
  @media (max-width: 900px) and (min-height: 521px), (max-width: 520px) {
    .editor {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(200px, 1fr) auto;
    }
  }
`;
