/** Data flows one way: apps → adapters → engine → domain (design §3). Each rule says why. */
const adapters = '(persistence|queue|channels|ledgers|attachments|identity|platform)';

module.exports = {
  forbidden: [
    {
      name: 'domain-stands-alone',
      comment: 'Rules are pure functions on plain data: floor 0 imports itself and temporal-polyfill, no I/O.',
      severity: 'error',
      from: { path: '^libs/domain/src', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/domain/src', 'node_modules/temporal-(polyfill|spec|utils)'] },
    },
    {
      name: 'engine-knows-rules-and-ports-only',
      comment: 'Use cases are plain classes: no framework, no driver, no Node module.',
      severity: 'error',
      from: { path: '^libs/engine/src', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/(engine|domain)/src', 'node_modules/temporal-(polyfill|spec|utils)'] },
    },
    {
      name: 'adapters-do-not-know-each-other',
      comment: 'Floor 2 libraries meet only in the doors; the environment (platform) is the one they share.',
      severity: 'error',
      from: { path: `^libs/${adapters}/src`, pathNot: '\\.spec\\.ts$' },
      to: { path: `^libs/${adapters}/src`, pathNot: ['^libs/$1/src', '^libs/platform/src'] },
    },
    {
      name: 'nothing-below-knows-the-doors',
      comment: 'Libraries never import an app.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'one-door-each',
      comment: 'A library is entered by its index (#domain, #engine, …) only.',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^libs/$2/src' },
    },
    {
      name: 'every-import-is-found',
      comment: 'A rule cannot judge what does not resolve: a mistyped path would slip through all of them.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'what-ships-is-installed',
      comment:
        'An installation has the dependencies only: nothing that ships imports a development or undeclared package.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      comment: 'A circle is one module in two files.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-test-code-in-the-product',
      comment: 'What ships does not import what tests it.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '(^test/|\\.spec\\.ts$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|apps/console)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'default'] },
  },
};
