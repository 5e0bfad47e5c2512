import { renderPiece, type workOn } from '@/server/domains/media';
import {
  type MediaFacts,
  MediaUnreadableError,
  type Rendered,
  type Transcoder,
} from '@/server/platform/adapters/transcoder';
import { newId } from '@/server/platform/ids';
import { testFactory } from '@/test/factory';
import { fakeLive, fakeObjectStore } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

/** Seals grants in tests. */
export const secret = 'a secret of at least thirty-two characters';
/** A film as it is seen. */
export const film: MediaFacts = {
  durationMs: 40_000,
  picture: { width: 1_280, height: 720 },
  hasSound: true,
};

/** What is heard of it. */
export const heard = {
  loudness: { lufs: -23.4, firstPass: { truePeak: -4, range: 3, threshold: -33, offset: 0.1 } },
  peaks: [0, 128, 255],
};

/** A service that sees what it is told to see, and makes one segment of everything. */
function transcoderSeeing(facts: MediaFacts | null): Transcoder {
  return {
    probe: async () => {
      if (facts === null) throw new MediaUnreadableError('broken');
      return facts;
    },
    takesWholes: false,
    listen: async () => heard,
    render: async (job) =>
      job.kind === 'pictures' || job.kind === 'sound'
        ? [{ name: '00000.ts', seconds: 6 }]
        : [{ name: '000.jpg', seconds: 0 }],
  };
}

/** A file that is to be made ready, with its owner and everything that the work on it needs. */
export async function workshop(values: object, facts: MediaFacts | null = film) {
  const owner = await testFactory().user({ role: 'instructor' });
  const folder = newId();
  const key = `private/assets/${folder}/source`;
  const at = { assetId: newId(), folder };
  await testDb().asset.create({
    data: {
      ...{ id: at.assetId, folder, key, ownerId: owner.id, status: 'pending', bytes: 1, name: 'a file' },
      ...{ kind: 'video', contentType: 'video/mp4', ...values },
    },
  });
  const actor = { kind: 'user' as const, userId: owner.id, role: owner.role };
  const ports = { objectStore: fakeObjectStore(), live: fakeLive(), transcoder: transcoderSeeing(facts) };
  const ctx = { db: testDb(), clock: fixedClock(), actor, secret, delivery: null, ...ports };
  const asset = async () => await testDb().asset.findUniqueOrThrow({ where: { id: at.assetId } });
  return { ctx, at, key, asset };
}

/** Does every piece of the work, as the durable function does. */
export async function renderAll(
  { ctx, at }: { ctx: Parameters<typeof renderPiece>[0]; at: Parameters<typeof renderPiece>[1] },
  jobs: ReturnType<typeof workOn>,
) {
  const streams: Record<string, Rendered[]> = {};
  for (const [index, piece] of jobs.entries()) {
    const rendered = await renderPiece(ctx, at, piece, 10 * (index + 1));
    if (rendered === null || rendered === 'over') throw new Error(`${piece.name} is not made`);
    if (piece.stream !== null) streams[piece.stream] = [...(streams[piece.stream] ?? []), ...rendered];
  }
  return streams;
}
