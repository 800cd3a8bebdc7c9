import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { en } from './en';
import { ko } from './ko';

const PAGE = fileURLToPath(new URL('..', import.meta.url));

/** The page's code without its tests and without the texts themselves. */
function code(): string {
  return readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => !name.startsWith('i18n/') && !name.startsWith('testing/'))
    .map((name) => readFileSync(PAGE + name, 'utf8'))
    .join('\n');
}

const CODE = code() + readFileSync(`${PAGE}i18n/translate.ts`, 'utf8');
/** Keys put together from a beginning and a name: `theme.${theme}`. */
const BEGINNINGS = [...CODE.matchAll(/`([a-z][\w.]*\.)\$\{/g)].map((match) => match[1]!);

function isUsed(key: string): boolean {
  return CODE.includes(`'${key}'`) || BEGINNINGS.includes(key.replace(/[^.]+$/, ''));
}

test('every text is shown somewhere', () => {
  assert.ok(BEGINNINGS.length > 3, `read ${BEGINNINGS.length} beginnings of keys`);
  assert.deepEqual(
    Object.keys(en).filter((key) => !isUsed(key)),
    [],
  );
});

test('every key that is asked for has a text in both languages', () => {
  const asked = [...CODE.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1]!);

  assert.ok(asked.length > 50, `read ${asked.length} keys`);
  for (const key of [...asked, ...BEGINNINGS.map((beginning) => aKeyOf(beginning))]) {
    assert.ok(key in en, `en: ${key}`);
    assert.ok(key in ko, `ko: ${key}`);
  }
});

function aKeyOf(beginning: string): string {
  return Object.keys(en).find((key) => key.startsWith(beginning)) ?? `${beginning}*`;
}
