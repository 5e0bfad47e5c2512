import { z } from 'zod';
import { CHECKSUM_ALGORITHMS } from '../protocol/checksum';

const segmentSchema = z.object({ file: z.string(), size: z.number().int().nonnegative() });

const checksumSchema = z.object({
  algorithm: z.enum(CHECKSUM_ALGORITHMS),
  /** Base64; a composite value ends in `-<number of parts>`. */
  value: z.string(),
  type: z.enum(['FULL_OBJECT', 'COMPOSITE']),
});

const tagSchema = z.object({ key: z.string(), value: z.string() });

const attributesSchema = z.object({
  /** Content-Type and the other headers S3 gives back as they came. */
  contentHeaders: z.record(z.string(), z.string()),
  /** User metadata without its `x-amz-meta-` prefix. */
  metadata: z.record(z.string(), z.string()),
  tags: z.array(tagSchema),
});

/** What is kept about an object beside its bytes. */
export const objectSchema = attributesSchema.extend({
  key: z.string(),
  size: z.number().int().nonnegative(),
  /** Without quotes. */
  etag: z.string(),
  /** The data files that make up the object, in order. */
  segments: z.array(segmentSchema),
  /** Whether the object was assembled from parts, so that `partNumber` means something. */
  isMultipart: z.boolean(),
  checksum: checksumSchema.nullable(),
  /** Milliseconds since the epoch. */
  modifiedAt: z.number(),
});

/** A part of an open upload. */
export const partSchema = z.object({
  number: z.number().int().min(1).max(10_000),
  size: z.number().int().nonnegative(),
  etag: z.string(),
  file: z.string(),
  checksum: checksumSchema.nullable(),
  modifiedAt: z.number(),
});

/** An open multipart upload. */
export const uploadSchema = attributesSchema.extend({
  id: z.string(),
  key: z.string(),
  checksumAlgorithm: z.enum(CHECKSUM_ALGORITHMS).nullable(),
  checksumType: z.enum(['FULL_OBJECT', 'COMPOSITE']),
  startedAt: z.number(),
});

/** A CORS rule in the words of S3's API. */
export const corsRuleSchema = z.object({
  allowedOrigins: z.array(z.string()).min(1),
  allowedMethods: z.array(z.enum(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'])).min(1),
  allowedHeaders: z.array(z.string()).default([]),
  exposeHeaders: z.array(z.string()).default([]),
  maxAgeSeconds: z.number().int().nonnegative().nullable().default(null),
});

/** The configuration of a bucket. */
export const bucketSchema = z.object({
  createdAt: z.number(),
  cors: z.array(corsRuleSchema).nullable(),
});

/** A stored object as its record file holds it, parsed. */
export type StoredObject = Readonly<z.infer<typeof objectSchema>>;

/** A part of an upload in parts, parsed. */
export type StoredPart = Readonly<z.infer<typeof partSchema>>;

/** An upload in parts that is not yet complete, parsed. */
export type StoredUpload = Readonly<z.infer<typeof uploadSchema>>;

/** A checksum that was confirmed for an object or a part, parsed. */
export type StoredChecksum = z.infer<typeof checksumSchema>;

/** What an object was stored with besides its bytes, parsed. */
export type Attributes = z.infer<typeof attributesSchema>;

/** A file that holds a run of bytes of an object, parsed. */
export type Segment = z.infer<typeof segmentSchema>;

/** A key and value set on an object, parsed. */
export type Tag = z.infer<typeof tagSchema>;

/** Who may read or write a bucket from a page of another origin, parsed. */
export type CorsRule = z.infer<typeof corsRuleSchema>;

/** The configuration of a bucket, parsed. */
export type BucketConfiguration = z.infer<typeof bucketSchema>;
