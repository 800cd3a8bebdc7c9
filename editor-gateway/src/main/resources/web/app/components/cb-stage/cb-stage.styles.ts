import { css } from 'lit';

export const stageStyles = css`
  :host {
    display: block;
    position: relative;
    min-width: 0;
    min-height: 0;
    background: var(--stage);
    color: var(--stage-text);
    overflow: hidden;
    --focus: #fff;
    --hover: var(--stage-hover);
  }

  .surface {
    position: absolute;
    inset: 0;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
    outline-offset: -4px;
    cursor: crosshair;
  }

  .surface.hand {
    cursor: grab;
  }

  .surface.hand:active {
    cursor: grabbing;
  }

  .surface.brush {
    cursor: none;
  }

  .plane {
    position: absolute;
    left: 0;
    top: 0;
    transform-origin: 0 0;
    transform: translate(var(--x, 0), var(--y, 0)) scale(var(--scale, 1));
    width: var(--width);
    height: var(--height);
    box-shadow: 0 calc(6px / var(--scale, 1)) calc(40px / var(--scale, 1)) rgb(0 0 0 / 35%);
  }

  .plane.close {
    image-rendering: pixelated;
  }

  img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    display: block;
    pointer-events: none;
  }

  /* Of another size where the picture was cropped or turned between the two. */
  .original,
  .preview {
    object-fit: contain;
    background: var(--stage);
  }

  .plane.see-through,
  .see-through .original,
  .see-through .preview {
    background: var(--checker) 0 0 / calc(20px / var(--scale, 1)) calc(20px / var(--scale, 1));
  }

  .original.cut {
    clip-path: inset(0 var(--split) 0 0);
  }

  .split {
    position: absolute;
    top: 0;
    bottom: 0;
    left: var(--split-x);
    width: 44px;
    margin-inline-start: -22px;
    display: grid;
    place-items: center;
    cursor: ew-resize;
    touch-action: none;
    background: linear-gradient(#fff, #fff) center / 2px 100% no-repeat;
  }

  .split span {
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    border-radius: 50%;
    background: #fff;
    color: #17181b;
    box-shadow: 0 2px 10px rgb(0 0 0 / 45%);
  }

  .preview {
    animation: appear 240ms;
  }

  .working .picture {
    animation: breathe 2.4s ease-in-out infinite;
  }

  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }

  .markers,
  .finds {
    position: absolute;
    inset: 0;
    margin: 0;
    padding: 0;
    list-style: none;
    pointer-events: none;
  }

  .marker {
    position: absolute;
    left: 0;
    top: 0;
    transform: translate(calc(var(--x) - 50%), calc(var(--y) - 50%));
    display: grid;
    place-items: center;
    border-radius: 999px;
  }

  /* Smaller than what a finger may hit, so as to hide less of the picture. */
  .marker span {
    min-width: 24px;
    height: 24px;
    padding: 0 5px;
    border: 2px solid #fff;
    border-radius: 999px;
    background: var(--include);
    color: #fff;
    font-size: 11px;
    font-weight: 700;
    line-height: 20px;
    text-align: center;
    box-shadow: 0 1px 6px rgb(0 0 0 / 45%);
    animation: drop 180ms var(--ease);
  }

  .marker.exclude span {
    background: var(--exclude);
  }

  .tag {
    position: absolute;
    top: 16px;
    left: 50%;
    translate: -50% 0;
    display: flex;
    align-items: center;
    gap: 8px;
    width: max-content;
    max-width: calc(100% - 24px);
    padding: 7px 14px;
    border-radius: 999px;
    background: var(--stage-chrome);
    border: 1px solid var(--stage-line);
    backdrop-filter: blur(14px);
    font-size: 13px;
    animation: appear var(--quick);
  }

  /* Below the buttons that zoom. */
  @media (max-width: 900px) {
    .tag {
      top: 68px;
    }
  }

  @media (max-height: 520px) {
    .tag {
      top: 12px;
      left: 12px;
      translate: none;
      max-width: calc(100% - 216px);
    }
  }

  .tag button[aria-pressed='true'] {
    background: #fff;
    color: #17181b;
  }

  .tag button {
    padding: 2px 10px;
    border-radius: 999px;
    background: var(--stage-hover);
    font-weight: 600;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  @keyframes drop {
    from {
      opacity: 0;
      scale: 1.5;
    }
  }

  @keyframes breathe {
    50% {
      opacity: 0.72;
    }
  }
`;
