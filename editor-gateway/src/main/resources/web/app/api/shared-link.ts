import { cameByLink } from './signing-in';

/** A session's address with a link's secret, which browsers send to nobody. */
const LINK = /^#\/s\/([0-9A-Za-z_-]{1,64})\/(cs_[\w-]{43})$/;

interface Link {
  readonly id: string;
  readonly secret: string;
}

export function linkIn(hash: string): Link | null {
  const [, id, secret] = LINK.exec(hash) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

let opening: Promise<void> | null = null;

/** What calls wait for, so that they are let in; null where there is nothing. */
export function openingLink(): Promise<void> | null {
  return opening;
}

/** Trades a link in the address for a cookie, and takes its secret out of the address. */
export function openLinkInAddress(): void {
  const link = linkIn(location.hash);
  if (link !== null) {
    history.replaceState(null, '', `${location.pathname}#/s/${link.id}`);
    cameByLink();
    opening = open(link.secret).finally(() => {
      opening = null;
    });
  }
}

/** Where it opens nothing, whoever asks for the session is told so. */
async function open(secret: string): Promise<void> {
  const response = await fetch('/api/shares/open', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ secret }),
  });
  if (!response.ok) {
    console.info('The link opens nothing:', response.status);
  }
}

/** `page`: where this page is. */
export function linkTo(page: string, id: string, secret: string): string {
  return `${page}#/s/${id}/${secret}`;
}
