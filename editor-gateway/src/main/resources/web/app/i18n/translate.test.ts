import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { en } from './en';
import { ko } from './ko';
import { PROBLEMS } from './problems';
import { durationIn, problemLine, problemWords, translator } from './translate';
import { SHORTCUTS } from '../components/cb-shortcuts/shortcut-table';
import { aProblem } from '../testing/fixtures';

const APP = new URL('../', import.meta.url);

function sources(): string[] {
  return readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, APP), 'utf8'));
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
}

test('both languages have the same keys, and the same values to fill in', () => {
  assert.deepEqual(Object.keys(ko).sort(), Object.keys(en).sort());
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    assert.deepEqual(placeholders(ko[key]), placeholders(en[key]), key);
    assert.notEqual(ko[key].trim(), '', key);
  }
});

test('Korean texts are Korean', () => {
  const same = Object.entries(ko).filter(([key, text]) => text === en[key as keyof typeof en]);

  const allowed = ['first.credit', 'tool.withKey', 'chat.assistant', 'recipe.sizeValue'];
  assert.deepEqual(
    same.map(([key]) => key).filter((key) => !allowed.includes(key)),
    [],
  );
});

test('a listed problem is told in the language of the page', () => {
  const problem = { ...aProblem('MASK_NOT_TAKEN'), detail: 'As the server says.' };
  const korean = problemWords('ko', problem);

  assert.notEqual(korean.cause, '');
  assert.equal(korean.cause, PROBLEMS.MASK_NOT_TAKEN?.title.ko);
  assert.equal(korean.advice, PROBLEMS.MASK_NOT_TAKEN?.remedy.ko);
  assert.equal(korean.detail, 'As the server says.');
  assert.equal(problemLine('ko', problem), `${korean.cause}. ${korean.advice}`);
  assert.match(problemLine('en', problem), /^This edit works on the whole picture only\. Clear/);
});

test('every code in the sources of the page is listed', () => {
  const codes = sources()
    .flatMap((source) => [...source.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)])
    .map((match) => match[1]!);

  assert.ok(codes.includes('LOOK_UNKNOWN'));
  assert.deepEqual(
    codes.filter((code) => PROBLEMS[code] === undefined),
    [],
  );
});

test('a problem without words of ours is told in the words of the server', () => {
  const words = problemWords('ko', { ...aProblem('NEW_CODE'), detail: 'As the server says.' });

  assert.deepEqual(words, { cause: 'As the server says.', advice: '', detail: '' });
});

test('values are filled in as they are', () => {
  assert.equal(
    translator('en')('app.opening', { name: '<b>{name}</b>' }),
    'Opening <b>{name}</b> …',
  );
});

test('the time left is rounded up', () => {
  const t = translator('en');

  assert.equal(durationIn(t, 0.2), '1 s');
  assert.equal(durationIn(t, 11.2), '12 s');
  assert.equal(durationIn(t, 100), '2 min');
});

test('the shortcut sheet names only texts that exist', () => {
  for (const key of SHORTCUTS.flatMap((group) => group.rows.flatMap(([, keys]) => keys))) {
    assert.ok(!key.startsWith('keys.') || key in en, key);
  }
});
