import { openLinkInAddress } from './api/shared-link';
import { comeBack } from './api/signing-in';

comeBack();
// Before anything else looks at the address, now and when another one is put there.
openLinkInAddress();
window.addEventListener('popstate', openLinkInAddress);
window.addEventListener('hashchange', openLinkInAddress);
