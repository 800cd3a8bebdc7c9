import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { en } from './en';
import { ko } from './ko';
import { PROBLEM_TEXTS } from './problems';
import { durationIn, problemWords, translator } from './translate';
import { SHORTCUTS } from '../components/cb-shortcuts/shortcut-table';
import { aProblem } from '../testing/fixtures';

const PROBLEM_TYPES = new URL(
  '../../../../java/dev/chatbrush/gateway/api/ProblemType.java',
  import.meta.url,
);

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

  const allowed = ['first.credit', 'tool.withKey', 'chat.assistant'];
  assert.deepEqual(
    same.map(([key]) => key).filter((key) => !allowed.includes(key)),
    [],
  );
});

test('every problem of the gateway has words in both languages', () => {
  const source = readFileSync(PROBLEM_TYPES, 'utf8');
  const codes = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+)\(/gm)].map((match) => match[1]!);

  assert.ok(codes.length > 20, `read ${codes.length} codes from ProblemType.java`);
  for (const code of codes) {
    assert.ok(PROBLEM_TEXTS.en[code], `en: ${code}`);
    assert.ok(PROBLEM_TEXTS.ko[code], `ko: ${code}`);
  }
});

test('both languages know the same problems', () => {
  assert.deepEqual(Object.keys(PROBLEM_TEXTS.ko), Object.keys(PROBLEM_TEXTS.en));
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
