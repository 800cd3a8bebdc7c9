/** The session's id in the page's address, so that a reload or a copied link finds it again. */
const PATTERN = /^#\/s\/([0-9A-Za-z_-]{1,64})$/;

export function sessionInAddress(): string | null {
  return PATTERN.exec(location.hash)?.[1] ?? null;
}

/** Whether the address is that of the page for operators. */
export function isStatusAddress(): boolean {
  return location.hash === '#/status';
}

export function rememberSession(id: string | null): void {
  const address = id === null ? location.pathname : `${location.pathname}#/s/${id}`;
  if (sessionInAddress() !== id) {
    history.pushState(null, '', address);
  }
}
