import { importX } from 'eslint-plugin-import-x';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const APP = './editor-gateway/src/main/resources/web/app';
const CLIENT = './clients/typescript/src';

/** Each folder, and what it must not know: geometry is free of state, the state of the page. */
const ARROWS = Object.entries({
  geometry: ['api', 'state', 'i18n', 'control', 'components'],
  api: ['state', 'i18n', 'control', 'components'],
  state: ['i18n', 'control', 'components'],
  i18n: ['control', 'components'],
  control: ['components'],
}).map(([folder, above]) => ({
  target: `${APP}/${folder}/!(*.test).ts`,
  from: above.map((name) => `${APP}/${name}`),
}));

const TYPED = [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked];
const LIT = [
  lit.configs['flat/recommended'],
  wc.configs['flat/recommended'],
  { plugins: { 'lit-a11y': litA11y }, rules: litA11y.configs.recommended.rules },
];
// Safari takes the role from a list whose bullets a style takes; `role="list"` keeps it.
const LIT_RULES = { 'lit-a11y/no-redundant-role': 'off' };

/** What holds of the page and of the client that it calls the gateway by. */
const ALL = {
  files: ['**/*.ts'],
  plugins: { 'import-x': importX },
  languageOptions: {
    parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
  },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  settings: {
    'import-x/extensions': ['.ts'],
    'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    'import-x/resolver': { node: { extensions: ['.ts'] } },
  },
  rules: {
    // Circles between files: none.
    'import-x/no-cycle': 'error',
    'import-x/no-self-import': 'error',
    // One file, one thing.
    'max-lines': ['error', 250],
    // The arrows between the folders; tests may look anywhere.
    'import-x/no-restricted-paths': ['error', { zones: ARROWS }],
    // Handlers in one line, and `return` out of a switch, read best without braces.
    '@typescript-eslint/no-confusing-void-expression': [
      'error',
      { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
    ],
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    // The runner of Node waits for its tests itself.
    '@typescript-eslint/no-floating-promises': [
      'error',
      { allowForKnownSafeCalls: [{ from: 'package', name: 'test', package: 'node:test' }] },
    ],
  },
};

/** Rules of these sources. `npm run lint` accepts no warning and no unused exception. */
export default tseslint.config(
  // Written by openapi-typescript.
  { ignores: ['clients/typescript/src/schema.ts'] },
  { basePath: APP, ...ALL, extends: [...TYPED, ...LIT], rules: { ...ALL.rules, ...LIT_RULES } },
  { basePath: CLIENT, ...ALL, extends: TYPED },
  {
    basePath: `${APP}/components`,
    files: ['**/*.ts'],
    // Lit calls a template's handlers with the element as `this`.
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    basePath: APP,
    files: ['geometry/*.ts', '**/*.test.ts', 'testing/*.ts'],
    // An index that a loop keeps within its array; noUncheckedIndexedAccess cannot see that.
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
