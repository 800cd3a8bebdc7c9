import { css } from 'lit';

export const progressStyles = css`
  .card {
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    font-size: 13.5px;
  }

  .head {
    display: flex;
    align-items: center;
    gap: 10px;
    font-weight: 600;
  }

  .head span {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .steps {
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
    display: grid;
    gap: 4px;
  }

  .steps li {
    display: flex;
    gap: 8px;
    color: var(--muted);
  }

  .steps li.now {
    color: var(--text);
  }

  .dot {
    flex: none;
    width: 18px;
    height: 18px;
    margin-top: 1px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    background: var(--surface-raised);
    font-size: 11px;
    font-weight: 600;
  }

  .dot .icon {
    width: 12px;
    height: 12px;
    color: var(--include);
  }

  .now .dot {
    background: var(--accent);
    color: var(--on-accent);
  }

  .track {
    position: relative;
    height: 6px;
    margin: 12px 0 8px;
    border-radius: 3px;
    background: var(--surface-raised);
    overflow: hidden;
  }

  .bar {
    height: 100%;
    border-radius: 3px;
    background: var(--accent);
    width: var(--done, 0%);
    transition: width 300ms var(--ease);
  }

  .bar.unknown {
    width: 35%;
    animation: wander 1.4s ease-in-out infinite alternate;
  }

  .numbers {
    display: flex;
    justify-content: space-between;
    gap: 8px;
    color: var(--muted);
    font-size: 12.5px;
    font-variant-numeric: tabular-nums;
  }

  .stop {
    padding: 4px 12px;
    border: 1px solid var(--line);
    font-size: 13px;
    font-weight: 500;
  }

  .stop:hover:not(:disabled) {
    background: var(--danger-soft);
    border-color: var(--danger);
    color: var(--danger);
  }

  @keyframes wander {
    from {
      transform: translateX(-20%);
    }
    to {
      transform: translateX(210%);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .bar.unknown {
      width: 100%;
      opacity: 0.5;
    }
  }
`;
