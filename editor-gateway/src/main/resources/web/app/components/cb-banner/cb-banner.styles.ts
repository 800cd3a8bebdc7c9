import { css } from 'lit';

/** Over the page, so that nothing moves when one comes or goes. */
export const bannerStyles = css`
  :host {
    display: block;
    position: relative;
    z-index: 20;
    height: 0;
  }

  .strips {
    position: absolute;
    top: 10px;
    left: 50%;
    translate: -50% 0;
    display: grid;
    grid-template-columns: minmax(0, auto);
    gap: 8px;
    width: max-content;
    max-width: min(640px, calc(100vw - 24px));
  }

  .strip {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 9px 16px;
    border-radius: 14px;
    box-shadow: var(--shadow);
    background: var(--warning-soft);
    color: var(--warning);
    font-size: 13.5px;
  }

  .strip span {
    flex: 1;
    overflow-wrap: anywhere;
  }

  .problem {
    background: var(--danger-soft);
    color: var(--danger);
  }

  .info {
    background: var(--accent-soft);
    color: var(--accent-text);
  }
`;
