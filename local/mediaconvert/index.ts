import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { listen } from '@/local/web/listen';
import { createJobBody, type JobBody } from './job-schema';
import { probe } from './probe';
import { isSigned, type Keys } from './signature';
import { doJob, JobError, type Tools } from './work';

/** How to start the stand-in. */
export type MediaConvertOptions = Tools & {
  /** 0 picks a free port. */
  readonly port: number;
  readonly keys: Keys;
};

type Job = {
  readonly id: string;
  readonly token: string | undefined;
  readonly body: JobBody;
  status: 'SUBMITTED' | 'PROGRESSING' | 'COMPLETE' | 'ERROR';
  error: JobError | null;
};

/** A running stand-in. */
export type MediaConvertServer = {
  readonly url: string;
  /** The jobs it was given, in order. */
  readonly jobs: readonly Job[];
  close(): Promise<void>;
};

class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly type: string;
  constructor(message: string, { status, type, cause }: { status: number; type: string; cause?: unknown }) {
    super(message, { cause });
    this.status = status;
    this.type = type;
  }
}

const probeBody = z.strictObject({ inputFiles: z.array(z.strictObject({ fileUrl: z.string() })).length(1) });

const shown = ({ id, status, error, body }: Job) => ({
  ...{ id, status, role: body.role, settings: body.settings },
  ...(error === null ? {} : { errorCode: error.code, errorMessage: error.message }),
});

function parse<T>(schema: z.ZodType<T>, body: Buffer): T {
  const parsed = schema.safeParse(JSON.parse(body.toString('utf8') || '{}'));
  if (parsed.success) return parsed.data;
  const why = parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`).join('; ');
  throw new Refusal(why, { status: 400, type: 'BadRequestException' });
}

/** Plays the part of AWS Elemental MediaConvert that the application uses; the work is done by ffmpeg. */
class MediaConvert {
  readonly jobs: Job[] = [];
  readonly #tools: Tools;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  async answer(method: string, path: string, body: Buffer): Promise<{ status: number; body: object }> {
    if (method === 'POST' && path === '/2017-08-29/jobs') return { status: 201, body: this.#create(body) };
    if (method === 'POST' && path === '/2017-08-29/probe') {
      const [file] = parse(probeBody, body).inputFiles;
      try {
        return { status: 200, body: { probeResults: [await probe(this.#tools, file?.fileUrl ?? '')] } };
      } catch (error) {
        if (!(error instanceof JobError)) throw error;
        throw new Refusal(error.message, { status: 400, type: 'BadRequestException', cause: error });
      }
    }
    const id = /^\/2017-08-29\/jobs\/([\w-]+)$/.exec(path)?.[1];
    const job = method === 'GET' ? this.jobs.find((one) => one.id === id) : undefined;
    if (job === undefined)
      throw new Refusal(`there is no ${path}`, { status: 404, type: 'NotFoundException' });
    return { status: 200, body: { job: shown(job) } };
  }

  #create(body: Buffer): object {
    const asked = parse(createJobBody, body);
    const token = asked.clientRequestToken;
    // The same token is the same job.
    const before = token === undefined ? undefined : this.jobs.find((one) => one.token === token);
    const job: Job = before ?? { id: randomUUID(), token, body: asked, status: 'SUBMITTED', error: null };
    if (before === undefined) {
      this.jobs.push(job);
      void this.#work(job);
    }
    return { job: shown(job) };
  }

  async #work(job: Job): Promise<void> {
    job.status = 'PROGRESSING';
    try {
      await doJob(this.#tools, job.body);
      job.status = 'COMPLETE';
    } catch (error) {
      job.error =
        error instanceof JobError ? error : new JobError(String(error), { code: 1_517, cause: error });
      job.status = 'ERROR';
    }
  }
}

/** Starts the stand-in. */
export async function startMediaConvert({
  port,
  keys,
  ...tools
}: MediaConvertOptions): Promise<MediaConvertServer> {
  const service = new MediaConvert(tools);
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const send = (status: number, body: object, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    try {
      const body = await buffer(request);
      if (!isSigned(request, body, keys))
        throw new Refusal('wrong signature', { status: 403, type: 'ForbiddenException' });
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const answer = await service.answer(request.method ?? '', pathname, body);
      send(answer.status, answer.body);
    } catch (error) {
      const { status, type } =
        error instanceof Refusal ? error : { status: 500, type: 'InternalServerErrorException' };
      send(status, { message: String(error) }, { 'x-amzn-errortype': type });
    }
  };
  const server = createServer((request, response) => void respond(request, response));
  const bound = await listen(server, port, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${bound}`,
    jobs: service.jobs,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
