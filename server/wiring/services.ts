import 'server-only';
import { after } from 'next/server';
import { publishToInngest } from '@/inngest/client';
import {
  type BreachedPasswords,
  createBreachedPasswords,
  noBreachedPasswords,
} from '@/server/platform/adapters/breached-passwords';
import { createCloudFrontDelivery, type Delivery } from '@/server/platform/adapters/delivery';
import { createFfmpegTranscoder } from '@/server/platform/adapters/ffmpeg-transcoder';
import { createMailer, type Mailer } from '@/server/platform/adapters/mailer';
import { createMediaConvertTranscoder } from '@/server/platform/adapters/mediaconvert-transcoder';
import { createObjectStore, type ObjectStore } from '@/server/platform/adapters/object-store';
import { createPayments, type PaymentsPort } from '@/server/platform/adapters/payments';
import { createRedis, type RedisPort } from '@/server/platform/adapters/redis';
import type { Transcoder } from '@/server/platform/adapters/transcoder';
import { createUploads, type UploadsConfig, type UploadsPort } from '@/server/platform/adapters/uploads';
import { expireTags } from '@/server/platform/cache';
import { type Clock, systemClock } from '@/server/platform/clock';
import { createDb, type Db, primaryPool } from '@/server/platform/db';
import { env } from '@/server/platform/env';
import type { EmittedEvent } from '@/server/platform/events';
import { createLiveHub, type LiveHub } from '@/server/platform/live';
import { log } from '@/server/platform/log';
import { createRelayKick, relayOutbox } from '@/server/platform/outbox';
import { singleton } from '@/server/platform/singleton';
import { tagsToExpire } from '@/server/wiring/invalidation';

/** Everything a request or a durable function works with. */
export type Services = {
  readonly db: Db;
  readonly clock: Clock;
  readonly redis: RedisPort;
  readonly objectStore: ObjectStore;
  readonly mailer: Mailer;
  readonly payments: PaymentsPort;
  readonly uploads: UploadsPort;
  readonly breachedPasswords: BreachedPasswords;
  readonly live: LiveHub;
  readonly transcoder: Transcoder;
  /** Null where private files are handed out by this process itself. */
  readonly delivery: Delivery | null;
  readonly secret: string;
  readonly appUrl: string;
  readonly mailDomain: string;
};

/** Returns the one set of services of this process. Nothing is dialled before it is used. */
export function services(): Services {
  return singleton('services', makeServices);
}

function makeServices(): Services {
  const settings = env();
  const redis = createRedis({
    url: settings.UPSTASH_REDIS_REST_URL,
    token: settings.UPSTASH_REDIS_REST_TOKEN,
  });
  const db: Db = createDb(primaryPool(), (events) => announce(events, () => outliveRequest(kick())));
  const objectStore = makeObjectStore();
  const kick = createRelayKick(
    async () => await relayOutbox({ db, clock: systemClock, publish: publishToInngest }),
    (error) => log().warn({ err: error }, 'outbox relay will try again'),
  );
  return {
    db,
    clock: systemClock,
    redis,
    objectStore,
    transcoder: makeTranscoder(objectStore),
    delivery: makeDelivery(),
    mailer: createMailer({ url: settings.SMTP_URL, from: settings.MAIL_FROM }),
    payments: makePayments(),
    uploads: createUploads(uploadsConfig()),
    breachedPasswords: makeBreachedPasswords(),
    live: createLiveHub(redis, (error) => log().warn({ err: error }, 'live announcements are down')),
    secret: settings.AUTH_SECRET,
    appUrl: settings.APP_URL,
    mailDomain: new URL(settings.APP_URL).hostname,
  };
}

/** On platforms that freeze a process after its answer, asks to wait; anywhere else the work goes on by itself. */
function outliveRequest(work: Promise<void>): void {
  try {
    after(work);
  } catch {
    // No request is being served: a durable function, a script, a test.
  }
}

function announce(events: readonly EmittedEvent[], kick: () => void): void {
  const tags = tagsToExpire(events);
  if (tags.length > 0) expireWithAnswer(tags);
  kick();
}

/**
 * Ends cached answers once the answer to this request is out. Next hands on what a route handler has expired when the
 * handler returns; a streamed answer is still at work then, and what it expires later would be forgotten.
 */
function expireWithAnswer(tags: readonly string[]): void {
  try {
    after(() => expireTags(tags));
  } catch (error) {
    // The write is committed; what a page shows of it may be late, never wrong for longer than its cache life.
    log().warn({ err: error }, 'cached answers could not be ended');
  }
}

function makeTranscoder(objectStore: ObjectStore): Transcoder {
  const { FFMPEG_PATH, S3_BUCKET: bucket, S3_REGION: region, MEDIACONVERT_ROLE_ARN: roleArn } = env();
  if (roleArn === undefined) return createFfmpegTranscoder(FFMPEG_PATH, objectStore);
  const { MEDIACONVERT_ENDPOINT: endpoint, MEDIACONVERT_QUEUE_ARN: queueArn } = env();
  return createMediaConvertTranscoder({ region, bucket, roleArn, queueArn, endpoint }, objectStore);
}

function makeDelivery(): Delivery | null {
  const { CLOUDFRONT_MEDIA_URL: url, CLOUDFRONT_KEY_PAIR_ID: keyPairId, CLOUDFRONT_PRIVATE_KEY } = env();
  if (url === undefined || keyPairId === undefined || CLOUDFRONT_PRIVATE_KEY === undefined) return null;
  return createCloudFrontDelivery({ url, keyPairId, privateKey: CLOUDFRONT_PRIVATE_KEY });
}

function makePayments(): PaymentsPort {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_URL } = env();
  return createPayments({
    secretKey: STRIPE_SECRET_KEY,
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    ...(STRIPE_API_URL === undefined ? {} : { apiUrl: STRIPE_API_URL }),
  });
}

function makeBreachedPasswords(): BreachedPasswords {
  const { BREACHED_PASSWORDS_URL: url } = env();
  if (url === undefined) return noBreachedPasswords;
  const onFailure = (error: unknown) =>
    log().warn({ err: error }, 'stolen passwords could not be looked up; the password was taken');
  return createBreachedPasswords({ url, onFailure });
}

/** Returns which app of the upload service this process uses. */
export function uploadsConfig(): UploadsConfig {
  const { UPLOADTHING_TOKEN, UPLOADTHING_API_URL, UPLOADTHING_INGEST_URL, UPLOADTHING_UFS_HOST } = env();
  return {
    token: UPLOADTHING_TOKEN,
    ...(UPLOADTHING_API_URL === undefined ? {} : { apiUrl: UPLOADTHING_API_URL }),
    ...(UPLOADTHING_INGEST_URL === undefined ? {} : { ingestUrl: UPLOADTHING_INGEST_URL }),
    ...(UPLOADTHING_UFS_HOST === undefined ? {} : { ufsHost: UPLOADTHING_UFS_HOST }),
  };
}

function makeObjectStore(): ObjectStore {
  const { S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env();
  const hasKeys = S3_ACCESS_KEY_ID !== undefined && S3_SECRET_ACCESS_KEY !== undefined;
  return createObjectStore({
    bucket: S3_BUCKET,
    region: S3_REGION,
    ...(S3_ENDPOINT === undefined ? {} : { endpoint: S3_ENDPOINT }),
    ...(hasKeys ? { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY } : {}),
  });
}
