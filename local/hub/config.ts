import { z } from 'zod';

const port = z.number().int().min(0).max(65_535);

/** What the hub serves, and where; a part that is left out is served by somebody else. */
export const hubConfig = z.object({
  port,
  dataDir: z.string(),
  links: z.object({ app: z.string(), workflows: z.string().optional() }),
  mail: z.object({ port }).optional(),
  redis: z.object({ port, token: z.string(), redisUrl: z.string().optional() }).optional(),
  s3: z
    .object({
      port,
      region: z.string(),
      bucket: z.string(),
      accessKeyId: z.string(),
      secretAccessKey: z.string(),
    })
    .optional(),
  uploadthing: z
    .object({
      port,
      apiKey: z.string(),
      appId: z.string(),
      /** Where finished files lie; the embedded object store or another one. */
      store: z.object({
        endpoint: z.string().optional(),
        region: z.string(),
        bucket: z.string(),
        accessKeyId: z.string().optional(),
        secretAccessKey: z.string().optional(),
      }),
    })
    .optional(),
  breachedPasswords: z.object({ port }).optional(),
  stripe: z
    .object({ port, secretKey: z.string(), webhookSecret: z.string(), webhookUrl: z.string() })
    .optional(),
  identity: z
    .object({ port, clientId: z.string(), clientSecret: z.string(), callbackUrl: z.string() })
    .optional(),
});

/** See {@link hubConfig}. */
export type HubConfig = z.infer<typeof hubConfig>;

/** The environment variable the configuration travels in, as JSON. */
export const hubConfigVariable = 'LYCEUM_HUB';
