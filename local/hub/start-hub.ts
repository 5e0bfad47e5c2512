import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { Html, html } from '@/local/web/html';
import { startBreachedPasswords } from '../breached-passwords';
import { startIdentity } from '../identity';
import { mailResponse } from '../mail/mail-pages';
import { type MailStore, openMailStore } from '../mail/mail-store';
import { startSmtpSink } from '../mail/smtp-sink';
import { startRedisRest } from '../redis';
import { type FileBrowser, filesPage, startS3 } from '../s3';
import { startStripe } from '../stripe';
import { s3FileStore, startUploadThing } from '../uploadthing';
import type { HubConfig } from './config';
import { notFoundPage, page } from './page';
import { type Served, serve } from './serve';

interface Closable {
  readonly close: () => Promise<void>;
}

/** Starts every stand-in the configuration names, and the pages that show what is in them, in this one process. */
export async function startHub(config: HubConfig): Promise<Served> {
  const started: Closable[] = [];
  const closeAll = async () => {
    await Promise.all(started.map((service) => service.close()));
  };
  try {
    const content = await startServices(config, started);
    const pages = await serve(config.port, (url) => respond(config, content, url));
    started.push(pages);
    return { url: pages.url, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** What the pages show. */
interface Content {
  readonly mail: MailStore;
  readonly files: FileBrowser | undefined;
}

async function startServices(config: HubConfig, started: Closable[]): Promise<Content> {
  const { mail: smtp, redis, s3, stripe, uploadthing, identity, dataDir } = config;
  const mail = openMailStore(join(dataDir, 'mail'));
  if (smtp !== undefined) started.push(await startSmtpSink({ ...smtp, store: mail }));
  if (redis !== undefined) started.push(await startRedisRest(redis));
  if (identity !== undefined) started.push(await startIdentity(identity));
  if (config.breachedPasswords !== undefined) {
    started.push(await startBreachedPasswords(config.breachedPasswords));
  }
  if (stripe !== undefined) started.push(await startStripe({ ...stripe, dataDir: join(dataDir, 'stripe') }));
  const objects = s3 && (await startS3(objectStoreOptions(config, s3)));
  if (objects !== undefined) started.push(objects);
  if (uploadthing !== undefined) started.push(await startUploads(uploadthing, dataDir));
  return { mail, files: objects?.files };
}

function startUploads(
  { store, ...options }: NonNullable<HubConfig['uploadthing']>,
  dataDir: string,
): Promise<Closable> {
  return startUploadThing({
    ...options,
    dataDir: join(dataDir, 'uploadthing'),
    store: s3FileStore(objectStoreClient(store), store.bucket, 'uploads/'),
  });
}

function objectStoreClient(store: NonNullable<HubConfig['uploadthing']>['store']): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = store;
  return new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
  });
}

function objectStoreOptions({ dataDir, links }: HubConfig, s3: NonNullable<HubConfig['s3']>) {
  const { port, bucket, ...credentials } = s3;
  return {
    port,
    dataDir: join(dataDir, 's3'),
    credentials,
    buckets: [bucket],
    // The site's own pages play videos from the store and send uploads to it.
    cors: [
      {
        allowedOrigins: [new URL(links.app).origin],
        allowedMethods: ['GET' as const, 'HEAD' as const, 'PUT' as const, 'POST' as const],
        allowedHeaders: ['*'],
        exposeHeaders: ['ETag', 'Content-Range', 'Accept-Ranges'],
      },
    ],
  };
}

async function respond(config: HubConfig, { mail, files }: Content, url: URL): Promise<Response> {
  const [, first] = url.pathname.split('/');
  if (first === 'health') return Response.json({ status: 'ok' });
  if (first === '') return overview(config);
  if (first === 'mail' && config.mail !== undefined) return mailResponse(mail, config.links, url);
  if (first === 'files' && files !== undefined) return filesResponse(files, config.s3?.bucket ?? '', url);
  return notFoundPage(config.links);
}

function filesResponse(files: FileBrowser, defaultBucket: string, url: URL): Response {
  const bucket = url.searchParams.get('bucket') ?? defaultBucket;
  const prefix = url.searchParams.get('prefix') ?? '';
  const after = url.searchParams.get('after') ?? undefined;
  const markup = filesPage({ files, bucket, prefix, path: '/files', ...(after !== undefined && { after }) });
  return new Response(markup, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

function overview(config: HubConfig): Response {
  const { links } = config;
  const rows = [
    row(links.app, 'Application', 'The learning platform itself.'),
    config.mail && row('/mail', 'Mail', 'Everything the platform sent, and nobody else received.'),
    config.s3 && row('/files', 'Files', 'The object store: uploads, videos, certificates.'),
    links.workflows && row(links.workflows, 'Workflows', 'Durable functions: runs, steps, errors, replay.'),
    config.stripe &&
      row(`http://localhost:${config.stripe.port}/stripe`, 'Payments', 'Checkout, refunds, disputes.'),
  ].filter((entry) => entry instanceof Html);
  return page(
    links,
    'Overview',
    html`<p class="soft">These services stand in for the ones in the cloud while Lyceum runs on this machine.</p><ul class="list">${rows}</ul>`,
  );
}

function row(address: string, name: string, about: string): Html {
  return html`<li><a href="${address}">${name}</a><div class="soft">${about}</div></li>`;
}
