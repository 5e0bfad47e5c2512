/** How OpenNext packs the site for AWS Lambda; run by `sst deploy` (docs/deployment.md). */
const config = {
  default: {
    // Pages stream and live updates stay open, which a function that returns its whole answer cannot do.
    override: { wrapper: 'aws-lambda-streaming' },
  },
  // The database is inside the private network: what is built here is what can be built without it.
  buildCommand: 'DATABASE_URL= npx next build',
  imageOptimization: {
    // The image function runs on arm64. npm ignores OpenNext's `--arch`, and would pack this machine's library.
    install: {
      packages: ['sharp@0.35.5'],
      os: 'linux',
      arch: 'arm64',
      libc: 'glibc',
      additionalArgs: '--cpu=arm64',
    },
  },
};

export default config;
