import { css } from 'lit';

export const downloadMenuStyles = css`
  :host {
    display: inline-block;
    min-height: 0;
    padding: 0;
    border: 0;
    background: none;
  }
`;
