/** The session's id in the page's address, so that a reload or a copied link finds it again. */
const PATTERN = /^#\/s\/([0-9A-Za-z_-]{1,64})(?:\/cs_[\w-]+)?$/;

export function sessionInAddress(): string | null {
  return PATTERN.exec(location.hash)?.[1] ?? null;
}

/** Whether the address is that of the page for operators. */
export function isStatusAddress(): boolean {
  return location.hash === '#/status';
}

export function rememberSession(id: string | null): void {
  const hash = id === null ? '' : `#/s/${id}`;
  if (location.hash !== hash) {
    history.pushState(null, '', location.pathname + hash);
    // Browsers tell of people's moves alone; who shows a page by its address hears of this one too.
    window.dispatchEvent(new PopStateEvent('popstate'));
  }
}
