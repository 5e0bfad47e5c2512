/// <reference path="./.sst/platform/config.d.ts" />

/** Lyceum on AWS: `docs/deployment.md` says how to deploy it and what to set before. */
export default $config({
  app({ stage }) {
    const isProduction = stage === 'production';
    return {
      name: 'lyceum',
      home: 'aws',
      // Production outlives a mistyped command: `sst remove` is refused, and what holds data is never deleted.
      protect: isProduction,
      removal: isProduction ? 'retain' : 'remove',
      providers: { aws: { version: '7.20.0', region: process.env['AWS_REGION'] ?? 'eu-central-1' } },
    };
  },
  async run() {
    if ($dev) throw new Error('Lyceum is developed against local services: use `npm run dev`.');
    const { readSettings } = await import('./infra/settings');
    const { createSecrets } = await import('./infra/secrets');
    const { createNetwork } = await import('./infra/network');
    const { createDatabase } = await import('./infra/database');
    const { migrateDatabase } = await import('./infra/migrations');
    const { createStorage } = await import('./infra/storage');
    const { createDelivery, createTranscoding } = await import('./infra/media');
    const { createRouter, createSite } = await import('./infra/site');
    const { createAlarms } = await import('./infra/alarms');

    const settings = readSettings($app.stage, process.env);
    const secrets = createSecrets();
    const vpc = createNetwork(settings);
    const database = createDatabase(settings, vpc);
    const migration = await migrateDatabase(vpc, database);
    const router = createRouter(settings);
    const bucket = createStorage(router);
    const transcoding = createTranscoding(bucket);
    const delivery = createDelivery(settings, router, bucket);
    const site = createSite({
      ...{ settings, secrets, vpc, database, migration, router, bucket },
      ...{ transcoding, delivery },
    });
    createAlarms(settings, database, site);
    return { url: router.url, bucket: bucket.name };
  },
});
