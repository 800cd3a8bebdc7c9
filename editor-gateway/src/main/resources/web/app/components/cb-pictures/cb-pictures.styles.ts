import { css } from 'lit';

export const picturesStyles = css`
  :host {
    display: block;
  }

  h2 {
    margin: 34px 0 12px;
    font-size: 14px;
    font-weight: 600;
    color: var(--muted);
  }

  .chips,
  .ends {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 8px;
  }

  a.chip {
    color: inherit;
    text-decoration: none;
  }

  .chips .chip {
    padding: 8px 15px;
    font-size: 14px;
    overflow-wrap: anywhere;
  }

  .ends {
    margin-top: 14px;
  }

  .ends .quiet,
  li button {
    min-height: 44px;
  }

  .pictures {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(186px, 1fr));
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
    text-align: start;
  }

  li {
    display: grid;
    grid-template-rows: 1fr auto;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--surface);
  }

  .open {
    display: block;
    border-radius: 16px;
    color: inherit;
    text-decoration: none;
  }

  .open:hover strong {
    text-decoration: underline;
  }

  img {
    display: block;
    width: 100%;
    aspect-ratio: 3 / 2;
    border-radius: 15px 15px 0 0;
    object-fit: cover;
    background: var(--surface-raised);
  }

  .words {
    display: block;
    padding: 10px 12px 0;
  }

  /* A name may be as long as it likes; its card tells two lines of it. */
  .words strong {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
    font-size: 14px;
  }

  .words small {
    display: block;
    color: var(--muted);
    font-size: 13px;
  }

  .tools {
    display: flex;
    justify-content: flex-end;
    padding: 0 4px 4px;
  }

  .tools .icon-button {
    min-width: 44px;
    height: 44px;
    border-radius: var(--radius);
    color: inherit;
  }

  li form,
  .really {
    display: grid;
    gap: 8px;
    align-content: center;
    padding: 12px;
    font-size: 14px;
  }

  .really p {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .danger {
    padding: 8px 14px;
    background: var(--danger-soft);
    color: var(--danger);
    font-weight: 600;
  }

  input {
    width: 100%;
    min-height: 44px;
    padding: 8px 10px;
    border: 1px solid var(--line-strong);
    border-radius: 10px;
    background: var(--ground);
  }

  /* On a phone one below the other, the picture beside its words. */
  @media (max-width: 480px) {
    .pictures {
      grid-template-columns: minmax(0, 1fr);
    }

    .open {
      display: grid;
      grid-template-columns: 104px minmax(0, 1fr);
    }

    img {
      height: 100%;
      max-height: 104px;
      border-radius: 15px 0;
      aspect-ratio: 1;
    }
  }
`;
