import { domains, mayCall } from './server/wiring/module-graph.ts';

/**
 * The dependency rules, made from the module graph. Run with a TypeScript loader:
 * `node --import tsx node_modules/dependency-cruiser/bin/dependency-cruise.mjs …`, or simply `npm run check`.
 */

const testFile = '\\.(test|int\\.test|contract\\.test)\\.tsx?$';
const vendorSdk = 'node_modules/(stripe|@aws-sdk|@upstash|uploadthing|inngest|nodemailer)/';
const prismaClient = ['node_modules/@prisma/(client|adapter-pg)/', '^prisma/generated/'];

/** What `app/` may import from `server/`: entry points made for it, never a domain's inside. */
const openToApp = [
  '^server/domains/[^/]+/(cached|contract)(\\.ts$|/)',
  '^server/trpc/(request|page-access|identity-offer|serve)\\.ts$',
  '^server/wiring/(health|serve-[a-z-]+)\\.ts$',
  '^server/gateway/',
  '^server/platform/(env|log|ids|locale)(\\.ts$|/)',
];

/** What `components/` may import from `server/`: contracts, which are safe in a browser. */
const openToComponents = ['^server/domains/[^/]+/contract(\\.ts$|/)'];

/** The server components that ask the in-process caller themselves, each with its reason. All are rendered on the server only. */
const askOnTheServer = [
  // Where the two sides meet: what the server has prefetched, handed to islands.
  'components/trpc/hydration.ts',
  // The account in the header of every signed-in area: asked by one component, not by each of its layouts.
  'components/account/viewer-account.tsx',
  // Around every settings page: whether somebody else acts here.
  'components/security/own-only.tsx',
];
const asksOnTheServer = askOnTheServer.map((file) => `^${file.replaceAll('.', '\\.')}$`);

const domainRules = domains.flatMap((domain) => {
  const allowed = [domain, ...mayCall(domain)].join('|');
  return [
    {
      name: `graph-${domain}`,
      comment: `${domain} may call ${mayCall(domain).join(', ') || 'no other domain'} (server/wiring/module-graph.ts)`,
      severity: 'error',
      from: { path: `^server/domains/${domain}/` },
      to: { path: '^server/domains/[^/]+/', pathNot: `^server/domains/(${allowed})/` },
    },
  ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...domainRules,
    {
      name: 'unknown-domain',
      comment: 'A folder under server/domains/ that the module graph does not name.',
      severity: 'error',
      from: { path: '^server/domains/', pathNot: `^server/domains/(${domains.join('|')})/` },
      to: {},
    },
    {
      name: 'domain-through-index',
      comment: 'One domain reaches another only through its index.ts, events.ts, contract.ts or contract/.',
      severity: 'error',
      from: { path: '^server/domains/([^/]+)/' },
      to: {
        path: '^server/domains/[^/]+/',
        pathNot: ['^server/domains/$1/', '^server/domains/[^/]+/((index|contract|events)\\.ts$|contract/)'],
      },
    },
    {
      name: 'private-repo',
      comment: "A domain's repo.ts and rules are its own.",
      severity: 'error',
      from: { pathNot: ['^server/domains/', '^prisma/', testFile] },
      to: { path: '^server/domains/[^/]+/(repo|rules)(\\.ts$|/)' },
    },
    {
      name: 'platform-knows-no-domain',
      comment: 'server/platform/ is below everything: it imports nothing else of ours.',
      severity: 'error',
      from: { path: '^server/platform/' },
      to: { path: '^(app|components|inngest|local|e2e|server/(domains|trpc|gateway|wiring))/' },
    },
    {
      name: 'domain-looks-down',
      comment:
        'A domain uses the platform and the procedures; never routes, components, wiring, gateway or functions.',
      severity: 'error',
      from: { path: '^server/domains/', pathNot: testFile },
      to: {
        path: [
          '^(app|components|inngest|local|e2e)/',
          '^server/(gateway|wiring)/',
          '^server/trpc/root\\.ts$',
        ],
      },
    },
    {
      name: 'app-is-routes-only',
      comment:
        'app/ reaches components/, the in-process caller, cached reads, the gateway and what serves an endpoint.',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: ['^server/', '^inngest/', '^prisma/'], pathNot: [...openToApp, '^inngest/serve\\.ts$'] },
    },
    {
      name: 'components-reach-contracts',
      comment:
        "components/ reaches a domain's contract.ts and nothing else of the server; the router's type is erased.",
      severity: 'error',
      from: { path: '^components/', pathNot: asksOnTheServer },
      to: {
        path: ['^server/', '^inngest/', '^prisma/', '^app/'],
        pathNot: [...openToComponents, '^server/trpc/root\\.ts$'],
      },
    },
    {
      name: 'components-ask-the-caller',
      comment: 'A server component that may ask the server asks the in-process caller, and nothing below it.',
      severity: 'error',
      from: { path: asksOnTheServer },
      to: {
        path: ['^server/', '^inngest/', '^prisma/', '^app/'],
        pathNot: [...openToComponents, '^server/trpc/(request|root)\\.ts$'],
      },
    },
    {
      name: 'components-erase-the-router',
      comment: "components/ may name the root router's type, but never load it.",
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^server/trpc/root\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ui-knows-no-domain',
      comment: 'components/ui/ is the design system: no domain, no data.',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: ['^server/', '^components/(?!ui/)[^/]+/'] },
    },
    {
      name: 'local-stays-outside',
      comment: 'Embedded stand-ins are never part of the application.',
      severity: 'error',
      from: { path: '^(app|components|server|inngest)/', pathNot: testFile },
      to: { path: '^(local|scripts|bench|e2e|prisma/(seed|factories))/' },
    },
    {
      name: 'vendor-sdk',
      comment: 'Vendor SDKs only in platform/adapters, gateway and inngest/.',
      severity: 'error',
      from: {
        path: '^(app|components|server|inngest)/',
        pathNot: [
          ...['^server/platform/adapters/', '^server/gateway/', '^inngest/', testFile],
          // The browser's half of an upload, loaded with the first file somebody sends.
          '^components/profile/send-picture\\.ts$',
        ],
      },
      to: { path: vendorSdk },
    },
    {
      name: 'prisma-client',
      comment: 'The generated Prisma client only in repo.ts and platform/db.',
      severity: 'error',
      from: {
        path: '^(app|components|server|inngest)/',
        pathNot: ['^server/platform/db(\\.ts$|/)', '^server/domains/[^/]+/repo(\\.ts$|/)', testFile],
      },
      to: { path: prismaClient },
    },
    {
      name: 'tests-stay-tests',
      comment: 'Nothing imports a test file.',
      severity: 'error',
      from: {},
      to: { path: testFile },
    },
    {
      name: 'no-cycle',
      comment: 'No file reaches itself through its imports; a cycle of types alone is erased.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphan',
      comment: 'A module that nothing imports and that imports nothing is dead.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(components|server|inngest|local)/',
        pathNot: [testFile, '\\.d\\.m?ts$'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^prisma/generated/' },
    exclude: { path: '^(\\.next|\\.data|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
