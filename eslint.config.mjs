import tseslint from 'typescript-eslint';
import { LAYERS, forbiddenImports, forbiddenPackages } from './scripts/lib/layers.mjs';

const restrict = (regex, message, ...syntax) => ({
  'no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
  'no-restricted-syntax': ['error', LITERAL_TEXTS, ...syntax],
});
const LITERAL_TEXTS = {
  selector: 'CallExpression[callee.object.name="l10n"][callee.property.name="t"]:not([arguments.0.type="Literal"])',
  message: 'The export of texts sees plain string literals only.',
};
/** Dynamic imports are not seen by no-restricted-imports: only of `./` and of the layers that may be imported anyway. */
const dynamicImports = (...layers) => ({
  selector: `ImportExpression:not([source.value=/^(?:[.]\\x2F|(?:[.][.]\\x2F)+(?:${['-', ...layers].join('|')})\\x2F)/])`,
  message: 'A dynamic import follows the arrows, too.',
});

export default tseslint.config(
  {
    ignores: ['dist/', 'out/', '.cache/', 'node_modules/', '**/*.generated.ts', 'scripts/editor/replacements/'],
  },
  {
    // No rule is switched off in a file; where one does not fit it is changed here.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' }],
      // Data from outside is parsed into a type; a cast that only widens is fine.
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      // `test('…', () => {…})` of node:test answers with a promise that its runner waits for.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'] }] }],
    },
  },
  ...LAYERS.map((layer) => ({
    files: [`${layer.folder}/**/*.ts`],
    rules: restrict(
      forbiddenImports(layer),
      `The layer ${layer.name} imports ${[...layer.layers, ...layer.packages].join(', ') || 'nothing'} only (scripts/lib/layers.mjs).`,
      dynamicImports(...layer.layers),
    ),
  })),
  {
    files: ['client/src/**/*.ts'],
    rules: restrict(
      `^(?:(?:\\.\\./)+server/src/(?!shared/)|(?:\\.\\./)+(?:webview|test|scripts)/|(?!\\.)${forbiddenPackages(['vscode', 'vscode-languageclient', 'vscode-languageclient/node', 'vscode-languageclient/browser', '@vscode/l10n'])})`,
      'The client imports server/src/shared, vscode, vscode-languageclient and @vscode/l10n only.',
      dynamicImports(),
    ),
  },
  {
    files: ['client/webview/**/*.ts'],
    rules: restrict(
      `^(?:(?:\\.\\./)+server/src/(?!shared/)|(?:\\.\\./)+(?:src|test|scripts)/|(?!\\.)${forbiddenPackages(['@vscode/l10n'])})`,
      'The panel imports server/src/shared and @vscode/l10n only.',
      dynamicImports(),
    ),
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // A table of cases is long and stays readable.
      'max-lines': 'off',
    },
  },
);
