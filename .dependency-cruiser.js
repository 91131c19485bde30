/** The floors of the house (docs/ARCHITECTURE.md): an import goes down, or sideways to words and components. */
const floors = [
  ['platform'],
  ['people', 'law'],
  ['hours', 'assessment'],
  ['learning', 'mentoring', 'outreach'],
  ['certification'],
  ['complaints'],
  ['reporting', 'search'],
  ['exchange']
];

const room = (names) => `^src/lib/(${names.join('|')})/`;
const above = (floor) => floors.slice(floor + 1).flat();

const upward = floors.slice(0, -1).map((names, floor) => ({
  name: `${names.join('-and-')}-know-nothing-above`,
  severity: 'error',
  from: { path: room(names) },
  to: { path: room(above(floor)) }
}));

/** Rooms on one floor do not lean on each other. */
const sideways = floors
  .flatMap((names) => names.map((name) => [name, names.filter((other) => other !== name)]))
  .filter(([, others]) => others.length)
  .map(([name, others]) => ({
    name: `${name}-does-not-lean-on-its-neighbour`,
    severity: 'error',
    from: { path: room([name]) },
    to: { path: room(others) }
  }));

/** A room's tables are its own; only another schema may name them, for foreign keys. */
const tables = floors.flat().map((name) => ({
  name: `tables-of-${name}-stay-in-their-room`,
  severity: 'error',
  from: { path: '^src/', pathNot: [`^src/lib/${name}/`, 'schema\\.server\\.ts$', '\\.test\\.ts$', '^src/cli/demo/'] },
  to: { path: `^src/lib/${name}/schema\\.server\\.ts$` }
}));

export default {
  forbidden: [
    ...upward,
    ...sideways,
    ...tables,
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
    },
    {
      name: 'components-and-words-know-no-room',
      severity: 'error',
      from: { path: '^src/lib/(ui|i18n)/' },
      to: {
        path: '^src/lib/(people|law|hours|assessment|learning|mentoring|outreach|certification|complaints|reporting|search|exchange)/'
      }
    },
    {
      name: 'rooms-do-not-know-the-web',
      severity: 'error',
      from: { path: '^src/lib/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src/routes/|node_modules/@sveltejs/kit/)' }
    },
    {
      name: 'one-database-driver',
      comment: 'Drivers are known to the platform alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/lib/platform/' },
      to: { path: '^node_modules/(better-sqlite3|pg|@electric-sql)/' }
    },
    {
      name: 'production-code-does-not-know-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^tests/' }
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^src/lib/' },
      to: { couldNotResolve: true, pathNot: '^\\$' }
    }
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'src/lib/i18n/paraglide'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default', 'types']
    }
  }
};
