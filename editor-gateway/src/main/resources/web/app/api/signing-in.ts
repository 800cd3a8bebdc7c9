const PLACE = 'chatbrush.back';

/** Leaves for the page to sign in at, and remembers what was looked at. */
export function signIn(): void {
  sessionStorage.setItem(PLACE, location.hash);
  location.assign('/login?back');
}

/** Where one was before, however one has signed in: its address is put where a page begins. */
export function comeBack(): void {
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (location.hash === '' && place !== null) {
    history.replaceState(null, '', location.pathname + place);
  }
}
