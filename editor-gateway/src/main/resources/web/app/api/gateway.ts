import { Chatbrush } from 'chatbrush-client';
import { openingLink } from './shared-link';
import { signIn } from './signing-in';

/** The server that this page comes from. */
export const gateway = new Chatbrush({
  before: openingLink,
  // Where logins are asked for, the page is of no use without one.
  onLoginNeeded: signIn,
});
