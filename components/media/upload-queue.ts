import { type Failure, failureOf } from '@/components/trpc/failure';
import { plainTrpc } from '@/components/trpc/plain-client';
import { sizeLimits } from '@/server/domains/media/contract';
import { type ReadFile, readFile } from './file-parts';
import { uploadFile } from './upload-file';

/** Why a file is not uploaded: what the server says, or what is seen before it is asked. */
export type UploadProblem =
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'empty' | 'huge' | 'another' | 'unreadable' };

/** A file on its way, as it is shown. */
export type UploadItem = {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly phase:
    | 'queued'
    | 'reading'
    | 'sending'
    | 'waiting'
    | 'finishing'
    | 'paused'
    | 'new'
    | 'known'
    | 'failed';
  /** Bytes read or sent in this phase. */
  readonly doneBytes: number;
  /** The server's id of it, once it is begun. */
  readonly uploadId: string | null;
  /** Which file of the library it has become. */
  readonly assetId: string | null;
  /** What the file is called in the library when it is there already. */
  readonly knownAs: string | null;
  readonly problem: UploadProblem | null;
};

type Work = {
  readonly file: File;
  /** The fingerprint the file must have to go on with an upload that was left. */
  readonly expected: string | null;
  /** The file of the library in whose place it is to be put. */
  readonly replaces: string | null;
  read: ReadFile | null;
  stop: AbortController | null;
};

let items: readonly UploadItem[] = [];
let lastId = 0;
const works = new Map<number, Work>();
const listeners = new Set<() => void>();

function publish(next: readonly UploadItem[]): void {
  items = next;
  for (const listener of listeners) listener();
}

function change(id: number, values: Partial<UploadItem>): void {
  publish(items.map((item) => (item.id === id ? { ...item, ...values } : item)));
}

function obstacle(file: File): UploadProblem | null {
  if (file.size === 0) return { kind: 'empty' };
  return file.size > sizeLimits.video ? { kind: 'huge' } : null;
}

async function read(id: number, work: Work, signal: AbortSignal): Promise<ReadFile> {
  change(id, { phase: 'reading', doneBytes: 0 });
  return await readFile(work.file, { signal, onRead: (doneBytes) => change(id, { doneBytes }) });
}

async function run(id: number, work: Work, signal: AbortSignal): Promise<void> {
  work.read ??= await read(id, work, signal);
  if (work.expected !== null && work.read.fingerprint !== work.expected) {
    change(id, { phase: 'failed', problem: { kind: 'another' } });
    return;
  }
  // What was under way when it was paused is still told of, and says nothing any more.
  const tell = (values: Partial<UploadItem>) => {
    if (!signal.aborted) change(id, values);
  };
  tell({ phase: 'sending', doneBytes: 0 });
  const report = {
    onBegun: (uploadId: string) => change(id, { uploadId }),
    onSent: (doneBytes: number) => tell({ doneBytes }),
    onWaiting: (isWaiting: boolean) => tell({ phase: isWaiting ? 'waiting' : 'sending' }),
    onFinishing: () => tell({ phase: 'finishing' }),
  };
  const { outcome, name, assetId } = await uploadFile(
    work.file,
    { ...work.read, replaces: work.replaces },
    report,
    signal,
  );
  const knownAs = outcome === 'known' ? name : null;
  change(id, { phase: outcome, doneBytes: work.file.size, assetId, knownAs });
  works.delete(id);
}

function problemOf(error: unknown): UploadProblem {
  // A file that was moved or changed since it was chosen cannot be read any more.
  if (error instanceof DOMException) return { kind: 'unreadable' };
  return { kind: 'refused', failure: failureOf(error) };
}

/** One file after the other: its parts fill the line already. */
async function runNext(): Promise<void> {
  const isBusy = [...works.values()].some(({ stop }) => stop !== null);
  const next = items.find(({ phase }) => phase === 'queued');
  const work = next === undefined ? undefined : works.get(next.id);
  if (isBusy || next === undefined || work === undefined) return;
  const stop = new AbortController();
  work.stop = stop;
  try {
    await run(next.id, work, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) change(next.id, { phase: 'failed', problem: problemOf(error) });
  } finally {
    // One part that fails for good stops the others.
    stop.abort();
    work.stop = null;
  }
  void runNext();
}

/** What a file is chosen for, when it is not just a new one. */
export type UploadAim = {
  /** It must be the file of an upload that was left: its fingerprint. */
  readonly expected?: string;
  /** It is put in the place of a file of the library: the id of that one. */
  readonly replaces?: string;
};

/** Takes files into the queue; returns their ids in it. */
export function addFiles(files: readonly File[], aim: UploadAim = {}): number[] {
  const { expected = null, replaces = null } = aim;
  const added = files.map((file): UploadItem => {
    lastId += 1;
    const problem = obstacle(file);
    if (problem === null) works.set(lastId, { file, expected, replaces, read: null, stop: null });
    const facts = {
      id: lastId,
      name: file.name,
      bytes: file.size,
      doneBytes: 0,
      uploadId: null,
      assetId: null,
    };
    return { ...facts, phase: problem === null ? 'queued' : 'failed', knownAs: null, problem };
  });
  publish([...items, ...added]);
  void runNext();
  return added.map(({ id }) => id);
}

/** Stops an upload for now; what has arrived stays. */
export function pauseUpload(id: number): void {
  change(id, { phase: 'paused' });
  works.get(id)?.stop?.abort();
}

/** Goes on with an upload that was paused or has failed. */
export function resumeUpload(id: number): void {
  if (!works.has(id)) return;
  change(id, { phase: 'queued', problem: null });
  void runNext();
}

/** Takes an upload out of the list; one that has begun is given up with all that has arrived. */
export async function cancelUpload(id: number): Promise<void> {
  const item = items.find((one) => one.id === id);
  publish(items.filter((one) => one.id !== id));
  works.get(id)?.stop?.abort();
  works.delete(id);
  const isOpen = item !== undefined && item.phase !== 'new' && item.phase !== 'known';
  if (!isOpen || item.uploadId === null) return;
  // Gone already is what was wanted; without a line, the server's own sweep ends it.
  await plainTrpc.media.cancelUpload.mutate({ uploadId: item.uploadId }).catch(() => undefined);
}

/** The files in the list, in the order in which they were chosen; the same array until something changes. */
export function currentUploads(): readonly UploadItem[] {
  return items;
}

/** Calls back on every change; returns how to stop. */
export function subscribeUploads(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
