import { svg, html } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';

/** Line drawings on a 20×20 grid. */
const SHAPES = {
  more: svg`<path d="M4 10h.01M10 10h.01M16 10h.01" stroke-width="2.6"/>`,
  language: svg`<circle cx="10" cy="10" r="7"/><path d="M3 10h14M10 3c2.2 2 3.2 4.3 3.2 7s-1 5-3.2 7c-2.2-2-3.2-4.3-3.2-7S7.800 5 10 3z"/>`,
  undo: svg`<path d="M7.5 4 3.5 8l4 4"/><path d="M3.5 8h7.5a5 5 0 0 1 0 10H8"/>`,
  redo: svg`<path d="m12.5 4 4 4-4 4"/><path d="M16.5 8H9a5 5 0 0 0 0 10h3"/>`,
  reset: svg`<path d="M3.5 10a6.5 6.5 0 1 0 2.2-4.9"/><path d="M3.5 3v3.5H7"/>`,
  compare: svg`<rect x="2.5" y="4" width="15" height="12" rx="2"/><path d="M10 2v16"/><path d="M10 4h5.5a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H10z" fill="currentColor" stroke="none" opacity=".35"/>`,
  download: svg`<path d="M10 3v9.5"/><path d="m6 9 4 4 4-4"/><path d="M3.5 16.5h13"/>`,
  open: svg`<rect x="2.5" y="3.5" width="15" height="13" rx="2.5"/><circle cx="7" cy="8" r="1.5"/><path d="m3 14.5 4.5-4 3 2.5 2.5-2.5 4 4"/>`,
  keyboard: svg`<rect x="2" y="5" width="16" height="10.5" rx="2"/><path d="M5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 12.2h7"/>`,
  system: svg`<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/>`,
  light: svg`<circle cx="10" cy="10" r="3.5"/><path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.7l1.4-1.4"/>`,
  dark: svg`<path d="M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z"/>`,
  point: svg`<path d="M10 17.5s5.5-4.8 5.5-9a5.5 5.5 0 0 0-11 0c0 4.2 5.5 9 5.5 9z"/><path d="M10 6.3v4.4M7.8 8.5h4.4"/>`,
  box: svg`<rect x="3.5" y="4.5" width="13" height="11" rx="1" stroke-dasharray="2.6 2.4"/>`,
  lasso: svg`<path d="M6.2 13.2C4 12.3 2.6 10.6 2.6 8.6 2.6 5.5 5.9 3 10 3s7.4 2.5 7.4 5.6-3.3 5.6-7.4 5.6c-.9 0-1.7-.1-2.5-.3"/><circle cx="6.4" cy="14" r="1.6"/><path d="M6 15.6c.2 1.3-.6 2.1-1.9 2.2"/>`,
  options: svg`<path d="M3 6h8M15 6h2M3 14h2M9 14h8"/><circle cx="13" cy="6" r="2"/><circle cx="7" cy="14" r="2"/>`,
  link: svg`<path d="M8.5 11.5a3.5 3.5 0 0 0 5 0l2.5-2.5a3.5 3.5 0 0 0-5-5L9.8 5.2"/><path d="M11.5 8.5a3.5 3.5 0 0 0-5 0L4 11a3.5 3.5 0 0 0 5 5l1.2-1.2"/>`,
  slider: svg`<path d="M10 2.5v15"/><path d="m6.5 7-3 3 3 3M13.5 7l3 3-3 3"/>`,
  columns: svg`<rect x="2.5" y="4" width="4" height="12" rx="1"/><rect x="8" y="4" width="4" height="12" rx="1"/><rect x="13.5" y="4" width="4" height="12" rx="1"/>`,
  eraseNow: svg`<path d="M11.5 2.5 5 11h4l-1 6.5L15 9h-4.2z"/>`,
  joinAdd: svg`<circle cx="7.6" cy="8.2" r="4.6"/><path d="M14.5 11.5v6M11.5 14.5h6"/>`,
  joinSubtract: svg`<circle cx="7.6" cy="8.2" r="4.6"/><path d="M11.5 14.5h6"/>`,
  joinIntersect: svg`<circle cx="7.4" cy="10" r="4.9"/><circle cx="12.6" cy="10" r="4.9"/><path d="M10 5.9a4.9 4.9 0 0 1 0 8.2 4.9 4.9 0 0 1 0-8.2z" fill="currentColor" stroke="none"/>`,
  brush: svg`<path d="M16.8 3.2c-3.3.6-6.6 3.4-8.6 6.6l2 2c3.2-2 6-5.3 6.6-8.6z"/><path d="M8 10.5c-2.3-.3-3.7 1-3.9 3.3-.1 1.2-.7 2-1.6 2.4 3.2 1.2 7.3.4 7.3-3.8"/>`,
  eraser: svg`<path d="m8 16.5-4.3-4.3a1.6 1.6 0 0 1 0-2.3l6.2-6.2a1.6 1.6 0 0 1 2.3 0l4.1 4.1a1.6 1.6 0 0 1 0 2.3L10 16.5z"/><path d="m6.7 7 6.3 6.3M8 16.5h9"/>`,
  hand: svg`<path d="M6.5 10V5a1.3 1.3 0 0 1 2.6 0v4m0-5.5a1.3 1.3 0 0 1 2.6 0V9m0-4a1.3 1.3 0 0 1 2.6 0v5m0-3a1.25 1.25 0 0 1 2.5 0v4.5c0 3.5-2.2 6-5.4 6-2.5 0-3.9-.9-5.3-3l-2.8-4.2c-.9-1.4.9-2.7 2-1.5l1.2 1.3"/>`,
  subject: svg`<circle cx="10" cy="7.5" r="2.6"/><path d="M5.5 16c.5-3 2.2-4.6 4.5-4.6s4 1.6 4.5 4.6"/><path d="M2.5 6.5v-3h3M17.5 6.5v-3h-3M2.5 13.5v3h2M17.5 13.5v3h-2"/>`,
  send: svg`<path d="M10 16.5v-13"/><path d="m4.5 8.5 5.5-5 5.5 5"/>`,
  stop: svg`<rect x="5" y="5" width="10" height="10" rx="2" fill="currentColor" stroke="none"/>`,
  picture: svg`<rect x="2.5" y="5.5" width="11.5" height="11" rx="2"/><path d="m3 14 3.5-3 2.5 2 2-1.8 2.5 2.5"/><path d="M16.5 2.5v6M13.5 5.5h6" transform="translate(-.5 0)"/>`,
  plus: svg`<path d="M10 4v12M4 10h12"/>`,
  minus: svg`<path d="M4 10h12"/>`,
  fit: svg`<path d="M3.5 7.5v-4h4M16.5 7.5v-4h-4M3.5 12.5v4h4M16.5 12.5v4h-4"/>`,
  close: svg`<path d="m5 5 10 10M15 5 5 15"/>`,
  invert: svg`<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5v13a6.5 6.5 0 0 0 0-13z" fill="currentColor"/>`,
  feather: svg`<circle cx="10" cy="10" r="3"/><circle cx="10" cy="10" r="6.5" stroke-dasharray="1.5 2.6"/>`,
  warning: svg`<path d="M10 3.2 1.8 17h16.4z"/><path d="M10 8.3v4M10 14.6h.01"/>`,
  check: svg`<path d="m4 10.5 4 4 8-9"/>`,
  chevron: svg`<path d="m5 8 5 5 5-5"/>`,
  pencil: svg`<path d="m4 13.2 8.8-8.8a1.6 1.6 0 0 1 2.3 0l.5.5a1.6 1.6 0 0 1 0 2.3L6.8 16H4z"/><path d="m11.5 5.7 2.8 2.8"/>`,
  bin: svg`<path d="M3.5 5.5h13M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11"/><path d="M8.5 8.5v5M11.5 8.5v5"/>`,
  lock: svg`<rect x="4.5" y="9" width="11" height="7.5" rx="2"/><path d="M7 9V6.5a3 3 0 0 1 6 0V9"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** Decoration only: the control around it carries the name. */
export function icon(name: IconName): TemplateResult {
  return html`<svg
    class="icon"
    viewBox="0 0 20 20"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${SHAPES[name]}
  </svg>`;
}
