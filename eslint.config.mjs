import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What rules and use cases may not reach for: they get time, chance and the world as arguments (time.md §1). */
const outsideWorld = [
  { name: 'Date', message: 'No Date in rules: time is an argument (Temporal.Instant).' },
  { name: 'performance', message: 'No clock of the machine in rules: time is an argument.' },
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => ({
    name,
    message: 'Rules wait for nothing: what happens later is a timer row.',
  })),
  { name: 'crypto', message: 'Rules are deterministic: ids and keys come from outside.' },
  ...['process', 'globalThis', 'fetch', 'console'].map((name) => ({
    name,
    message: 'Rules know no machine: what they need is an argument or a port.',
  })),
];

const hostClock = [
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: 'No Temporal.Now in rules: time is an argument.',
  },
  {
    selector: "MemberExpression[object.name='Temporal'][property.value='Now']",
    message: 'No Temporal.Now in rules: time is an argument.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Rules are deterministic: no Math.random.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.value='random']",
    message: 'Rules are deterministic: no Math.random.',
  },
];

/** SQL's own clock: business queries take the transaction's instant as a parameter. */
const sqlTime =
  '/\\bnow\\(\\)|\\b(current|local)_?(timestamp|time|date)\\b|\\b(clock|statement|transaction)_timestamp\\b/i';
const sqlClock = ['TemplateElement[value.raw=', 'Literal[value='].map((node) => ({
  selector: `${node}${sqlTime}]`,
  message: "SQL's now() is the machine's time; pass the instant of the transaction.",
}));

const environmentMessage = 'Only libs/platform reads the environment, once, validated.';
const environment = [
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: environmentMessage },
  { selector: "MemberExpression[object.name='process'][property.value='env']", message: environmentMessage },
  {
    selector: "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
    message: environmentMessage,
  },
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?process$/]',
    message: `Use the global process. ${environmentMessage}`,
  },
];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.data/**', 'coverage/**', 'apps/console/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    // what is injected by its type must stay an import of a value
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['warn', 300],
      eqeqeq: 'error',
    },
  },
  {
    files: ['libs/domain/src/**/*.ts', 'libs/engine/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', ...outsideWorld],
      'no-restricted-syntax': ['error', ...hostClock, ...sqlClock, ...environment],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: [
      'libs/domain/**',
      'libs/engine/**',
      'libs/platform/**',
      'libs/persistence/src/migrations/**',
      '**/*.spec.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...sqlClock, ...environment] },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: {
        module: 'readonly',
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
