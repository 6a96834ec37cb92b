import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { localRules } from './script/lib/eslint-rules.js';

const tests = ['**/*.test.ts', '**/*.test.tsx', 'tests/**', 'bench/**'];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'data/**',
      '.cache/**',
      'test-results/**',
      'playwright-report/**',
      'src/web/api/generated/**',
      '**/*.gen.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    plugins: { local: { rules: localRules } },
    rules: {
      'local/reasoned-suppression': 'error',
      'max-lines': ['error', { max: 400 }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[object.name=/^(it|test|describe|suite)$/][property.name=/^(skip|only|todo|fixme)$/]',
          message: 'A test runs, always and with the others.',
        },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers read well in a template; everything else is still refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => close()` is the plain way to pass a callback.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Fastify plugins and handlers are async by contract, also those without an await.
      '@typescript-eslint/require-await': 'off',
      // React handlers may be async; a rejected one reaches the page's error handler.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // A type parameter used once is how the command wrapper ties schema and handler together.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A leading underscore says "must be there, is not read".
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // TanStack Router navigates by throwing these.
      '@typescript-eslint/only-throw-error': [
        'error',
        {
          allow: [{ from: 'package', package: '@tanstack/router-core', name: ['Redirect', 'NotFoundError'] }],
        },
      ],
    },
  },
  {
    files: ['src/server/**/*.ts', 'src/server/**/*.tsx'],
    ignores: ['src/server/config.ts', ...tests],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'src/server/config.ts alone reads the environment.' },
      ],
    },
  },
  {
    files: ['src/web/**/*.ts', 'src/web/**/*.tsx'],
    ...reactHooks.configs.flat.recommended,
  },
  {
    // What talks to a terminal says so on the console.
    files: ['script/**', 'bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: tests,
    rules: {
      // A wrong `!` in a test fails that test, which is what it is for.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Answers of the HTTP API are read as parsed JSON.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);
