import { join } from 'node:path';
import { type HubConfig, hubConfigVariable } from '../hub/config';
import { startPostgres } from '../postgres/start-postgres';
import { embeddedBucket, embeddedClientId, embeddedUploadApp, quiet } from './app-settings';
import { packageFile } from './checkout';
import { answers } from './http-probe';
import type { Service } from './keep-running';
import { startServer } from './node-process';
import type { StackPrograms } from './programs';
import type { Secrets } from './secrets';
import { allLines, importantLines, withoutAdvice } from './service-log';
import type { Embeddable } from './service-plan';
import type { Session } from './session';
import type { StackPorts } from './stack-ports';

/** The embedded PostgreSQL; `onUrl` is told its address, the same after every restart. */
export function postgresService(session: Session, port: number, onUrl: (url: string) => void): Service {
  const { dataDir } = session.options;
  return {
    name: 'postgres',
    start: async () => {
      const server = await startPostgres({
        dataDir: join(dataDir, 'postgres'),
        port,
        profile: 'durable',
        logFile: join(dataDir, 'logs/postgres.log'),
      });
      onUrl(server.url);
      return server;
    },
  };
}

/** What the hub is told. */
export interface HubSources {
  readonly dataDir: string;
  readonly appUrl: string;
  readonly plan: ReadonlySet<Embeddable>;
  readonly ports: StackPorts;
  readonly secrets: Secrets;
  /** What was set by hand. */
  readonly given: Readonly<Record<string, string>>;
}

/** The one process of the small stand-ins. */
export function hubService(
  session: Session,
  sources: HubSources,
  programs: StackPrograms,
  env: Readonly<Record<string, string>>,
): Service {
  const config = JSON.stringify(hubConfigOf(sources, env));
  // The OpenID provider warns that it keeps nothing and runs on this Node.js, which is all that is asked of it here.
  const log = session.log('services', withoutAdvice(importantLines('services'), 'oidc-provider '));
  return {
    name: 'services',
    start: (signal) =>
      startServer(
        {
          name: 'services',
          args: programs.hub,
          env: { ...quiet, ...sources.given, [hubConfigVariable]: config },
          log,
        },
        () => answers(`http://127.0.0.1:${sources.ports.hub}/health`),
        signal,
      ),
  };
}

function hubConfigOf(
  { dataDir, appUrl, plan, ports, secrets, given }: HubSources,
  env: Readonly<Record<string, string>>,
): HubConfig {
  const redisUrl = given['REDIS_URL'];
  return {
    port: ports.hub,
    dataDir,
    links: {
      app: appUrl,
      ...(plan.has('inngest') && { workflows: `http://localhost:${ports.workflows}` }),
    },
    ...(plan.has('mail') && { mail: { port: ports.smtp } }),
    ...(plan.has('redis') && {
      redis: { port: ports.redis, token: secrets.redisToken, ...(redisUrl ? { redisUrl } : {}) },
    }),
    ...(plan.has('s3') && {
      s3: {
        ...embeddedBucket,
        port: ports.s3,
        accessKeyId: secrets.s3AccessKeyId,
        secretAccessKey: secrets.s3SecretAccessKey,
      },
    }),
    ...(plan.has('uploadthing') && {
      uploadthing: {
        port: ports.uploadthing,
        apiKey: secrets.uploadThingKey,
        appId: embeddedUploadApp,
        store: objectStoreOf(env),
      },
    }),
    ...(plan.has('breachedPasswords') && { breachedPasswords: { port: ports.breachedPasswords } }),
    ...(plan.has('stripe') && {
      stripe: {
        port: ports.stripe,
        secretKey: secrets.stripeSecretKey,
        webhookSecret: secrets.stripeWebhookSecret,
        webhookUrl: `${appUrl}/api/webhooks/stripe`,
      },
    }),
    ...(plan.has('identity') && {
      identity: {
        port: ports.identity,
        clientId: embeddedClientId,
        clientSecret: secrets.identityClientSecret,
        callbackUrl: `${appUrl}/api/auth/callback`,
      },
    }),
  };
}

function objectStoreOf(env: Readonly<Record<string, string>>) {
  const { S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env;
  return {
    region: S3_REGION ?? embeddedBucket.region,
    bucket: S3_BUCKET ?? embeddedBucket.bucket,
    ...(S3_ENDPOINT !== undefined && { endpoint: S3_ENDPOINT }),
    ...(S3_ACCESS_KEY_ID !== undefined && { accessKeyId: S3_ACCESS_KEY_ID }),
    ...(S3_SECRET_ACCESS_KEY !== undefined && { secretAccessKey: S3_SECRET_ACCESS_KEY }),
  };
}

/** The executor of durable workflows; it calls the site on this machine, whatever address the site is known by outside. */
export function executorService(
  session: Session,
  ports: { readonly workflows: number; readonly web: number },
  programs: StackPrograms,
  env: Record<string, string>,
): Service {
  const log = session.log('workflows');
  const args = [...programs.workflows, '--host', '127.0.0.1', '--port', String(ports.workflows)];
  const executorEnv = { ...env, INNGEST_APP_URLS: `http://localhost:${ports.web}` };
  return {
    name: 'workflows',
    start: (signal) =>
      startServer(
        { name: 'workflows', args, env: executorEnv, log },
        () => answers(`http://127.0.0.1:${ports.workflows}/health`),
        signal,
      ),
  };
}

/** The web server: the production build, or the development server, whose compiler speaks to the console. */
export function webService(
  session: Session,
  mode: 'start' | 'dev',
  port: number,
  env: Record<string, string>,
): Service {
  const log = mode === 'dev' ? session.log('web', allLines('web')) : session.log('web');
  const args = [packageFile('next', 'dist/bin/next'), mode, '-p', String(port)];
  const webEnv = { ...env, NODE_ENV: mode === 'dev' ? 'development' : 'production' };
  return {
    name: 'web',
    start: (signal) =>
      startServer(
        { name: 'web', args, env: webEnv, log },
        () => answers(`http://127.0.0.1:${port}/api/health/live`),
        signal,
      ),
  };
}
