import { fileURLToPath } from 'node:url';
import createNextIntlPlugin from 'next-intl/plugin';
import { reportDirectives, reportingEndpoints } from './server/platform/page-cache/reporting.mjs';

/*
 * The living page of the design system is `page.dev.tsx`: a page in development, and not even compiled in a
 * production build unless LYCEUM_DESIGN=1 asks for it.
 */
const withDesign = process.env.NODE_ENV === 'development' || process.env.LYCEUM_DESIGN === '1';

const withNextIntl = createNextIntlPlugin({
  requestConfig: './i18n/request.ts',
  experimental: {
    // Messages are parsed at build time, so that no browser downloads an ICU parser.
    messages: { path: './messages', locales: 'infer', format: 'json', precompile: true },
  },
});

const isDevelopment = process.env.NODE_ENV === 'development';

/*
 * What holds on every answer. Pages carry a second policy beside it, from the cache they come from, that names the
 * scripts they hold and lets no other run (docs/adr/0010-content-security-policy.md); a browser obeys both.
 */
const withoutFrames = [
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
  "base-uri 'self'",
  "object-src 'none'",
  "frame-ancestors 'self'",
  "form-action 'self'",
];

const contentSecurityPolicy = [...withoutFrames, "frame-src 'self'", reportDirectives].join('; ');

/*
 * The pages that hold one frame each. They say themselves where it may load from (server/wiring/frame-page.ts), which the
 * policy of all other pages would forbid.
 */
const framePolicy = [...withoutFrames, reportDirectives].join('; ');

/** What the site does not use, nobody who gets into it shall use either. */
const permissionsPolicy = [
  ...['accelerometer', 'ambient-light-sensor', 'bluetooth', 'browsing-topics', 'camera', 'display-capture'],
  ...[
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
    'magnetometer',
    'microphone',
    'midi',
  ],
  ...['payment', 'serial', 'usb', 'xr-spatial-tracking'],
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Two years, and only where the site is reached by TLS: a browser would remember it for localhost, too. */
const strictTransport = (process.env.APP_URL ?? '').startsWith('https:')
  ? [{ key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' }]
  : [];

/** @type {import('next').NextConfig} */
const nextConfig = {
  cacheComponents: true,
  // The development server keeps no pages.
  ...(isDevelopment
    ? {}
    : { cacheHandler: fileURLToPath(new URL('./server/platform/page-cache/handler.mjs', import.meta.url)) }),
  partialPrefetching: true,
  pageExtensions: withDesign ? ['dev.tsx', 'tsx', 'ts'] : ['tsx', 'ts'],
  poweredByHeader: false,
  // An address that no route claims gets a page that is rendered ahead and readable without scripts.
  experimental: { globalNotFound: true },
  reactStrictMode: true,
  // Types are checked by `npm run check` with the native compiler, in seconds.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pdfkit'],
  // Read by path when a certificate is made, or loaded by a thread, which tracing cannot see.
  outputFileTracingIncludes: {
    '/api/inngest': [
      './server/domains/certificates/fonts/*.ttf',
      './node_modules/mupdf/package.json',
      './node_modules/mupdf/dist/*.{js,wasm}',
    ],
  },
  async headers() {
    return [
      {
        source: '/:path*',
        headers: [
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
          { key: 'X-Frame-Options', value: 'SAMEORIGIN' },
          { key: 'Content-Security-Policy', value: contentSecurityPolicy },
          { key: 'Reporting-Endpoints', value: reportingEndpoints },
          { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
          { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
          ...strictTransport,
          { key: 'Permissions-Policy', value: permissionsPolicy },
        ],
      },
      ...['/api/embeds', '/api/lessons/:id/document'].map((source) => ({
        source,
        headers: [{ key: 'Content-Security-Policy', value: framePolicy }],
      })),
      // Pictures may be shown in mails and where a course is linked to.
      {
        source: '/media/:path*',
        headers: [{ key: 'Cross-Origin-Resource-Policy', value: 'cross-origin' }],
      },
    ];
  },
};

export default withNextIntl(nextConfig);
