/** The rooms of ARCHITECTURE.md and the doors between them; `npm run verify` keeps them. */
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;
const io = '^(node:)?(fs|net|tls|http|http2|https|dns|dgram|child_process|worker_threads|readline)(/|$)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle through values; types alone vanish at run time.',
      from: { path: '^(src|tests|bench|script)/', pathNot: '^src/web/api/generated/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'What cannot be resolved cannot be checked either.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^src/server/platform/' },
      to: { path: '^src/server/', pathNot: ['^src/server/platform/', '^src/server/config\\.ts$'] },
    },
    {
      name: 'features-stand-on-platform',
      severity: 'error',
      comment: 'main, app and cli import features, never the other way round.',
      from: { path: '^src/server/features/' },
      to: { path: '^src/server/', pathNot: ['^src/server/(platform|features)/', '^src/server/config\\.ts$'] },
    },
    {
      name: 'features-meet-through-index',
      severity: 'error',
      from: { path: '^src/server/features/([^/]+)/' },
      to: {
        path: '^src/server/features/',
        pathNot: ['^src/server/features/$1/', '^src/server/features/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'web-knows-only-the-contract',
      severity: 'error',
      comment: 'They share openapi.json and nothing else.',
      from: { path: '^src/web/' },
      to: { path: '^src/server/' },
    },
    {
      name: 'server-knows-no-web',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: '^src/web/' },
    },
    {
      name: 'ui-knows-no-feature',
      severity: 'error',
      from: { path: '^src/web/(ui|api)/' },
      to: { path: '^src/web/', pathNot: '^src/web/(ui|api)/' },
    },
    {
      name: 'sql-in-queries',
      severity: 'error',
      comment: 'Kysely belongs to *-queries.ts, list-*.ts and platform/database.',
      from: {
        path: '^src/',
        pathNot: ['-queries\\.ts$', '/list-[^/]+\\.ts$', '^src/server/platform/database/', '\\.test\\.ts$'],
      },
      to: { path: npm('kysely') },
    },
    {
      name: 'http-in-routes',
      severity: 'error',
      comment: 'Fastify belongs to routes.ts and platform/http; app.ts puts it together.',
      from: {
        path: '^src/',
        pathNot: ['[/-]routes\\.ts$', '^src/server/platform/http/', '^src/server/app\\.ts$'],
      },
      to: { path: npm('fastify', '@fastify', 'fastify-type-provider-zod') },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'A rule takes values and gives a value; whoever calls it does the reading and writing.',
      from: { path: '-rules\\.ts$' },
      to: {
        path: [
          '^src/server/platform/(database|http|jobs|mail|embedded)',
          '-(queries|jobs|routes)\\.ts$',
          npm('kysely', 'pg', 'pg-boss', 'fastify', 'undici', 'nodemailer', 'ssh2-sftp-client'),
          io,
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'product-needs-no-test-code',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: ['^(tests|bench|script)/', '\\.test\\.tsx?$'] },
    },
    {
      name: 'server-runs-on-dependencies',
      severity: 'error',
      comment: 'dist/server loads its packages at run time: a development dependency may be absent there.',
      from: { path: '^src/server/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only', 'npm'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
