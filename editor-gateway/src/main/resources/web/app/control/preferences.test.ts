import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_PREFERENCES } from '../state/state';
import { loadPreferences, savePreferences } from './preferences';

const kept = new Map<string, string>();

Object.assign(globalThis, {
  localStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  },
});

test('what is set for each tool outlives the page', () => {
  const toolOptions = { image_transform: { strength: 0.4, speed: 'fast', tiled: true } };

  savePreferences({ ...DEFAULT_PREFERENCES, toolOptions });

  assert.deepEqual(loadPreferences().toolOptions, toolOptions);
});

test('what somebody else has written there is no setting', () => {
  for (const toolOptions of [null, 'x', [1], { looks: 'strong' }, { looks: { a: { b: 1 } } }]) {
    kept.set('chatbrush.preferences', JSON.stringify({ language: 'ko', toolOptions }));

    assert.deepEqual(Object.values(loadPreferences().toolOptions).flatMap(Object.keys), []);
  }
});
