import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The host's clock, which rules may not read: business time comes from the transaction (time.md §1). */
const hostClock = [
  { selector: "NewExpression[callee.name='Date']", message: 'No Date in rules: time is an argument (Temporal.Instant).' },
  { selector: "MemberExpression[object.name='Date']", message: 'No Date in rules: time is an argument (Temporal.Instant).' },
  { selector: "MemberExpression[object.property.name='Now'][object.object.name='Temporal']", message: 'No Temporal.Now in rules: time is an argument.' },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: 'No Temporal.Now in rules: time is an argument.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'Rules are deterministic.' },
];

/** SQL's own clock: business queries take the transaction's instant as a parameter. */
const sqlClock = [
  { selector: 'TemplateElement[value.raw=/\\bnow\\(\\)|current_timestamp|clock_timestamp/i]', message: 'SQL now() is machine time; pass the instant of the transaction.' },
  { selector: "Literal[value=/\\bnow\\(\\)|current_timestamp|clock_timestamp/i]", message: 'SQL now() is machine time; pass the instant of the transaction.' },
];

const environment = [
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Only libs/platform reads the environment, once, validated.' },
];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.data/**', 'coverage/**', 'apps/console/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['warn', 300],
      eqeqeq: 'error',
    },
  },
  { files: ['libs/domain/src/**/*.ts', 'libs/engine/src/**/*.ts'], ignores: ['**/*.spec.ts'], rules: { 'no-restricted-syntax': ['error', ...hostClock, ...sqlClock, ...environment] } },
  { files: ['apps/**/*.ts', 'libs/**/*.ts'], ignores: ['libs/domain/**', 'libs/engine/**', 'libs/platform/**', 'libs/persistence/src/migrations/**', '**/*.spec.ts'], rules: { 'no-restricted-syntax': ['error', ...sqlClock, ...environment] } },
  { files: ['**/*.{mjs,cjs}'], languageOptions: { globals: { module: 'readonly', process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', fetch: 'readonly', Buffer: 'readonly' } } },
);
