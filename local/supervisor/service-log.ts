import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

const largestFileBytes = 10_000_000;
const keptLines = 30;

/** Which of its two streams a process wrote a line to. */
export type OutputStream = 'stdout' | 'stderr';

/** Decides which lines of a service a person at the terminal sees; returns what to show, or nothing. */
export type ConsoleFilter = (line: string, stream: OutputStream) => string | undefined;

/** Everything one service writes: kept in a file of bounded size, with what matters passed on to the console. */
export interface ServiceLog {
  readonly file: string;
  readonly write: (stream: OutputStream, chunk: string) => void;
  /** The last lines written, for an error message. */
  readonly tail: () => string;
  readonly close: () => void;
}

/** Opens the log; the file of earlier sessions is continued, and set aside as `<file>.1` once it is 10 MB large. */
export function openServiceLog(
  file: string,
  filter: ConsoleFilter,
  show: (line: string) => void,
): ServiceLog {
  mkdirSync(dirname(file), { recursive: true });
  const rotating = openRotatingFile(file);
  const pending: Record<OutputStream, string> = { stdout: '', stderr: '' };
  const last: string[] = [];

  const takeLine = (stream: OutputStream, line: string): void => {
    last.push(line);
    if (last.length > keptLines) last.shift();
    const shown = filter(stripVTControlCharacters(line), stream);
    if (shown !== undefined) show(shown);
  };

  return {
    file,
    write: (stream, chunk) => {
      rotating.append(chunk);
      const lines = (pending[stream] + chunk).split('\n');
      pending[stream] = lines.pop() ?? '';
      for (const line of lines) takeLine(stream, line.trimEnd());
    },
    tail: () => [...last, pending.stdout, pending.stderr].filter((line) => line.trim() !== '').join('\n'),
    close: () => rotating.close(),
  };
}

interface RotatingFile {
  readonly append: (chunk: string) => void;
  readonly close: () => void;
}

function openRotatingFile(file: string): RotatingFile {
  let sizeBytes = existsSync(file) ? statSync(file).size : 0;
  let stream = openForAppend(file);
  const rotate = (): void => {
    stream.end();
    renameSync(file, `${file}.1`);
    stream = openForAppend(file);
    sizeBytes = 0;
  };
  return {
    append: (chunk) => {
      if (sizeBytes > largestFileBytes) rotate();
      sizeBytes += Buffer.byteLength(chunk);
      stream.write(chunk);
    },
    close: () => stream.end(),
  };
}

function openForAppend(file: string): WriteStream {
  const stream = createWriteStream(file, { flags: 'a' });
  // A log that cannot be written (a full disk) must not end what it is the log of.
  stream.on('error', () => undefined);
  return stream;
}

const logLine = z.object({
  level: z.union([z.number(), z.string()]),
  msg: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
});

const severities: Readonly<Record<string, number>> = {
  trace: 10,
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  fatal: 60,
};
const warning = 40;

/** Shows JSON lines from warning upwards, in one line of plain words, and whatever else went to standard error. */
export function importantLines(name: string): ConsoleFilter {
  return (line, stream) => {
    const entry = parseLogLine(line);
    if (entry === undefined) return stream === 'stderr' && line !== '' ? `${name}: ${line}` : undefined;
    const severity = typeof entry.level === 'number' ? entry.level : (severities[entry.level] ?? warning);
    if (severity < warning) return undefined;
    const words = [entry.msg, entry.err?.message].filter((part) => part !== undefined && part !== '');
    return `${name}: ${words.join(': ') || line}`;
  };
}

/** Shows what `filter` shows, but no line that begins with `opening`: advice of a library that fits no local stand-in. */
export function withoutAdvice(filter: ConsoleFilter, opening: string): ConsoleFilter {
  return (line, stream) => (line.startsWith(opening) ? undefined : filter(line, stream));
}

/** Shows every line. */
export function allLines(name: string): ConsoleFilter {
  return (line) => (line === '' ? undefined : `${name}: ${line}`);
}

function parseLogLine(line: string): z.infer<typeof logLine> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return logLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
