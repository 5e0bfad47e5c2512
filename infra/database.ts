/// <reference path="../.sst/platform/config.d.ts" />

import type { Settings } from './settings';

const logExports = ['postgresql', 'upgrade'];

/**
 * Creates PostgreSQL in the private network: encrypted on disk, and refusing connections without TLS.
 *
 * In production it has a standby in another zone and five weeks of point-in-time recovery, is protected from deletion, and
 * leaves a last snapshot. There is no RDS Proxy in front of it: that refuses the startup options which put every
 * session of the application in UTC. `connections` bounds the sessions instead.
 */
export function createDatabase({ isProduction }: Settings, vpc: sst.aws.Vpc) {
  const postgres = new sst.aws.Postgres('Database', {
    vpc,
    version: '18',
    database: 'lyceum',
    username: 'lyceum',
    instance: isProduction ? 't4g.large' : 't4g.micro',
    // How far storage may grow; it begins with 20 GB.
    storage: isProduction ? '200 GB' : '40 GB',
    multiAz: isProduction,
    transform: {
      parameterGroup: (group) => {
        group.parameters = [{ name: 'rds.force_ssl', value: '1' }];
      },
      instance: (instance) => {
        Object.assign(instance, {
          caCertIdentifier: 'rds-ca-rsa2048-g1',
          publiclyAccessible: false,
          allowMajorVersionUpgrade: false,
          autoMinorVersionUpgrade: true,
          backupRetentionPeriod: isProduction ? 35 : 1,
          copyTagsToSnapshot: true,
          deletionProtection: isProduction,
          enabledCloudwatchLogsExports: logExports,
          skipFinalSnapshot: !isProduction,
          ...(isProduction ? { finalSnapshotIdentifier: `${$app.name}-${$app.stage}-final` } : {}),
        } satisfies Partial<aws.rds.InstanceArgs>);
      },
    },
  });
  return {
    /** Identifier of the instance. */
    id: postgres.id,
    /** Reached from inside the network only; the server's certificate and name are verified. */
    url: $interpolate`postgresql://${postgres.username}:${postgres.password}@${postgres.host}:${postgres.port}/${postgres.database}?sslmode=verify-full`,
    /** Functions at once, and sessions of each: together fewer than the instance's memory admits. */
    connections: { functions: isProduction ? 200 : 20, perFunction: 3 },
  };
}

/** The database as the rest of the stage sees it. */
export type Database = ReturnType<typeof createDatabase>;

/** Node.js on AWS does not trust the certificates of its databases unless told to. */
export const databaseTrust = { NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem' };
