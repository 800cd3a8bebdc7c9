import { css } from 'lit';

export const messageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    animation: arrive 200ms var(--ease);
  }

  :host([mine]) {
    align-items: flex-end;
  }

  .text {
    max-width: 92%;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .mine {
    padding: 9px 14px;
    border-radius: 18px 18px 5px 18px;
    background: var(--accent);
    color: var(--on-accent);
  }

  .theirs + .card {
    margin-top: 10px;
  }

  .card {
    width: 100%;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    overflow: hidden;
  }

  .result {
    display: grid;
    grid-template: minmax(84px, auto) / 92px 1fr;
  }

  .thumb {
    width: 92px;
    height: 100%;
    border-radius: 0;
    outline-offset: -3px;
    background: var(--surface-raised);
  }

  .thumb img {
    width: 100%;
    height: 100%;
    max-height: 130px;
    object-fit: cover;
    display: block;
  }

  .thumb img.see-through {
    background: var(--checker) 0 0 / 12px 12px;
  }

  .about {
    min-width: 0;
    padding: 10px 12px 10px 14px;
    font-size: 13.5px;
  }

  .about strong {
    display: block;
    font-size: 14px;
    overflow-wrap: anywhere;
  }

  .meta {
    color: var(--muted);
    font-size: 12.5px;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-top: 8px;
  }

  .small {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    height: 30px;
    padding: 0 11px 0 8px;
    border: 1px solid var(--line);
    font-size: 13px;
    font-weight: 500;
  }

  .small .icon {
    width: 16px;
    height: 16px;
  }

  .small:hover:not(:disabled) {
    background: var(--surface-raised);
  }

  .locked {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 8px 14px;
    border-top: 1px solid var(--line);
    font-size: 12.5px;
    color: var(--muted);
  }

  .locked .icon {
    width: 15px;
    height: 15px;
  }

  details {
    border-top: 1px solid var(--line);
    font-size: 12.5px;
    color: var(--muted);
  }

  summary {
    padding: 8px 14px;
    cursor: pointer;
    outline-offset: -3px;
  }

  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 3px 12px;
    margin: 0;
    padding: 0 14px 12px;
  }

  dt {
    font-weight: 500;
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
    color: var(--text);
  }

  .problem {
    border-color: transparent;
    background: var(--danger-soft);
  }

  .problem .about strong {
    display: flex;
    gap: 8px;
    color: var(--danger);
  }

  .problem .about p {
    margin: 4px 0 0;
  }

  .problem code {
    font-size: 12px;
    color: var(--muted);
  }

  .problem .small {
    border-color: currentColor;
    background: var(--surface);
  }

  .problem details {
    border-top: 0;
    color: var(--text);
  }

  .problem details p {
    margin: 0;
    padding: 0 14px 10px;
    overflow-wrap: anywhere;
  }

  @media (pointer: coarse) {
    .small {
      padding: 0 14px 0 11px;
    }

    summary {
      padding: 12px 14px;
    }
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(6px);
    }
  }
`;
