import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameByLink, comeBack, signIn } from './signing-in';

const went: string[] = [];

Object.assign(globalThis, {
  location: { hash: '', pathname: '/', assign: (address: string) => went.push(address) },
});
Object.defineProperty(globalThis, 'sessionStorage', {
  get: () => {
    throw new DOMException('Storage is blocked.', 'SecurityError');
  },
});

test('where a browser keeps nothing, the page is there and one can sign in', () => {
  comeBack();
  cameByLink();
  signIn();

  assert.deepEqual(went, ['/login?from=page']);
});
