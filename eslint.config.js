import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import accessibility from 'eslint-plugin-jsx-a11y-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';
import { wallRules } from '#scripts/lint/wallRules.ts';

const SCRIPTS = ['**/*.{js,mjs,cjs}'];

export default defineConfig(
  globalIgnores(['node_modules/', 'out/', 'coverage/']),
  {
    // Nothing is switched off from within a file: what a rule forbids is changed, or the rule is, here and with its reason.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  js.configs.recommended,
  typescript.configs.strictTypeChecked,
  typescript.configs.stylisticTypeChecked,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // As the compiler has it: an underscore says that a parameter is there for its place.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      // A use case is async by its contract, whether or not this one has anything to wait for.
      '@typescript-eslint/require-await': 'off',
      // `() => port.close()` is how a callback is written; that it returns nothing is no confusion.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Objects come from factories, over closures: their methods have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // A listener that does nothing says so by being empty.
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
      // A number prints one way only.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['renderer/**/*.tsx', 'tests/**/*.tsx'],
    extends: [accessibility.configs.strict],
    // What scrolls takes the focus, or nobody scrolls it by keyboard (axe: scrollable-region-focusable); a named region is what it is then.
    rules: { 'jsx-a11y-x/no-noninteractive-tabindex': ['error', { tags: [], roles: ['tabpanel', 'region'] }] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ignores: ['renderer/widget/**'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    // It warns of libraries that React's compiler cannot handle (TanStack Virtual); the compiler is not used here.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  {
    // Preact has the same hooks, but none of the render model that the plugin's other rules take for granted.
    files: ['renderer/widget/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['scripts/**', 'tests/**', 'server/entry/**', '*.config.{ts,js}'],
    rules: { 'no-console': 'off' },
  },
  {
    // The loader stands in a shop's page: its console is the only place where the shop's developer looks.
    files: ['renderer/widget/loader/**'],
    rules: { 'no-console': ['error', { allow: ['warn'] }] },
  },
  {
    files: SCRIPTS,
    extends: [typescript.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setImmediate: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs', 'tests/electron-runtime/loader/*.js'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  wallRules(),
  prettier,
);
