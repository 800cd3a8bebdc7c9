import assert from 'node:assert/strict';
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { test } from 'node:test';
import type { Title, ToolOption, ToolView } from 'chatbrush-client';
import { translator } from '../../i18n/translate';
import type { Language } from '../../state/state';
import { optionName, toolName, valueName } from './tool-words';

/** The models as they are shipped. */
const REPOSITORY = new URL('../../../../../../../../triton-model-repo/', import.meta.url);
const HANGUL = /\p{Script=Hangul}/u;

interface Declared {
  readonly name: string;
  readonly type: ToolOption['type'];
  readonly default: unknown;
  readonly title: Title;
  readonly choices?: readonly { readonly name: string; readonly title: Title }[];
}

/** The value of a parameter of a config.pbtxt: quoted pieces, put together. */
function parameter(config: string, key: string): string | null {
  const found = new RegExp(
    `key: "${key.replaceAll('.', '\\.')}" value: \\{ string_value:([^]*?)\\}\\s*\\}\\s*$`,
    'm',
  );
  const quoted = found.exec(config)?.[1];
  const pieces = quoted?.match(/'[^'\n]*'|"[^"\n]*"/g)?.map((piece) => piece.slice(1, -1));
  return pieces?.join('') ?? null;
}

function shipped(): readonly { tool: ToolView; options: readonly ToolOption[] }[] {
  return readdirSync(REPOSITORY)
    .map((name) => new URL(`${name}/config.pbtxt`, REPOSITORY))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .flatMap((config) => {
      const name = parameter(config, 'chatbrush.tool');
      const title = {
        en: parameter(config, 'chatbrush.title.en'),
        ko: parameter(config, 'chatbrush.title.ko'),
      };
      const declared = JSON.parse(parameter(config, 'chatbrush.options') ?? '[]') as Declared[];
      const options = declared.map(({ choices = [], ...option }) => ({
        ...option,
        default: String(option.default),
        choices: choices.map((choice) => choice.name),
        choiceTitles: choices.map((choice) => choice.title),
      }));
      return name === null ? [] : [{ tool: { tool: name, title } as ToolView, options }];
    });
}

/** Everything of the shipped tools that people read, with the code that it must not be. */
function words(language: Language): readonly (readonly [words: string, code: string])[] {
  const t = translator(language);
  return shipped().flatMap(({ tool, options }) => [
    [toolName(tool.tool, [tool], language, t), tool.tool] as const,
    ...options.flatMap((option) => [
      [optionName(option, language), option.name] as const,
      ...(option.choices ?? []).map(
        (choice) => [valueName(option, choice, language, t), choice] as const,
      ),
    ]),
  ]);
}

test('no tool, option or choice that is shipped is shown by its code', () => {
  assert.ok(words('en').length > 20, `read ${words('en').length} names`);
  assert.ok(
    shipped().some(({ options }) => options.some(({ choices = [] }) => choices.length > 0)),
    'a choice is among them',
  );
  for (const [name, code] of words('ko')) {
    assert.match(name, HANGUL, `${code}: ${name}`);
  }
  for (const [name, code] of words('en')) {
    assert.match(name, /^[A-Z]/, code);
    assert.doesNotMatch(name, HANGUL, code);
    assert.notEqual(name, code);
  }
});

test('a tool that is gone is called so, and going back by its own name', () => {
  assert.equal(toolName('sketch', [], 'en', translator('en')), 'a tool that is gone');
  assert.equal(toolName('undo', [], 'ko', translator('ko')), '실행 취소');
});
