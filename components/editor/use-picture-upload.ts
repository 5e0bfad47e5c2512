'use client';

import { useEffect, useRef, useState } from 'react';
import { readFile } from '@/components/media/file-parts';
import { uploadFile } from '@/components/media/upload-file';
import { type Failure, failureOf } from '@/components/trpc/failure';
import { plainTrpc } from '@/components/trpc/plain-client';
import { sizeLimits } from '@/server/domains/media/contract';
import type { PictureAddress } from './picture-address';

/** A picture that can be put into a text. */
export type ReadyPicture = Omit<PictureAddress, 'isDecorative'> & {
  readonly alt: string;
  readonly name: string;
};

/** Why a picture is not there: what the server says, or what is seen here. */
export type PictureProblem =
  | { readonly kind: 'refused'; readonly failure: Pick<Failure, 'code' | 'details'> }
  | { readonly kind: 'empty' | 'huge' | 'noPicture' | 'unreadable' };

/** How far a picture is on its way into the library. */
export type PictureUpload =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'sending' | 'waiting';
      readonly name: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly phase: 'processing'; readonly name: string }
  | { readonly phase: 'failed'; readonly name: string; readonly problem: PictureProblem };

/** How often the library is asked whether a picture is ready, in ms. */
const askEveryMs = 700;

class PictureFailedError extends Error {
  readonly problem: PictureProblem;
  constructor(problem: PictureProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

function obstacle(file: File): PictureProblem | null {
  if (file.size === 0) return { kind: 'empty' };
  if (!file.type.startsWith('image/') || file.type === 'image/svg+xml') return { kind: 'noPicture' };
  return file.size > sizeLimits.image ? { kind: 'huge' } : null;
}

function problemOf(error: unknown): PictureProblem {
  if (error instanceof PictureFailedError) return error.problem;
  // A file that was moved or changed since it was chosen cannot be read any more.
  if (error instanceof DOMException) return { kind: 'unreadable' };
  return { kind: 'refused', failure: failureOf(error) };
}

async function until(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  signal.throwIfAborted();
}

/** Waits until the server has made a picture ready for texts: in its sizes, of known dimensions. */
async function readyPicture(assetId: string, name: string, signal: AbortSignal): Promise<ReadyPicture> {
  for (;;) {
    const wish = { kind: 'image' as const, text: name.slice(0, 100), limit: 50 };
    const { items } = await plainTrpc.library.list.query(wish, { signal });
    const found = items.find(({ id }) => id === assetId);
    if (found?.status === 'failed') {
      const code = `media/${found.failure ?? 'processing_failed'}` as const;
      throw new PictureFailedError({ kind: 'refused', failure: { code, details: {} } });
    }
    if (found?.status === 'ready') {
      return {
        src: found.fileUrl,
        width: found.width,
        height: found.height,
        alt: found.alt,
        name: found.name,
      };
    }
    await until(askEveryMs, signal);
  }
}

/** Brings a picture from the device into the library and from there to `onReady`; what failed can be tried again. */
export function usePictureUpload(onReady: (picture: ReadyPicture) => void) {
  const [upload, setUpload] = useState<PictureUpload>({ phase: 'none' });
  const held = useRef<{ file: File; stop: AbortController } | null>(null);
  useEffect(() => () => held.current?.stop.abort(), []);

  const start = async (file: File): Promise<void> => {
    held.current?.stop.abort();
    const stop = new AbortController();
    held.current = { file, stop };
    const { signal } = stop;
    const tell = (next: PictureUpload) => {
      if (!signal.aborted) setUpload(next);
    };
    const { name, size: total } = file;
    let done = 0;
    const sending = (phase: 'sending' | 'waiting') => tell({ phase, name, done, total });
    try {
      const problem = obstacle(file);
      if (problem !== null) throw new PictureFailedError(problem);
      sending('sending');
      const read = await readFile(file, { signal, onRead: () => undefined });
      const report = {
        onBegun: () => undefined,
        onSent: (bytes: number) => {
          done = bytes;
          sending('sending');
        },
        onWaiting: (isWaiting: boolean) => sending(isWaiting ? 'waiting' : 'sending'),
        onFinishing: () => undefined,
      };
      const uploaded = await uploadFile(file, { ...read, replaces: null }, report, signal);
      tell({ phase: 'processing', name });
      const picture = await readyPicture(uploaded.assetId, uploaded.name, signal);
      tell({ phase: 'none' });
      if (!signal.aborted) onReady(picture);
    } catch (error) {
      tell({ phase: 'failed', name, problem: problemOf(error) });
    }
  };
  return {
    upload,
    start: (file: File) => void start(file),
    retry: () => {
      if (held.current !== null) void start(held.current.file);
    },
    stop: () => {
      held.current?.stop.abort();
      setUpload({ phase: 'none' });
    },
  };
}
