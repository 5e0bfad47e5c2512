type Level = 'debug' | 'info' | 'warn' | 'error';

const RANK: Readonly<Record<Level, number>> = { debug: 10, info: 20, warn: 30, error: 40 };

/** Writes one JSON line per message. */
export type Log = Readonly<
  Record<Level, (message: string, fields?: Readonly<Record<string, unknown>>) => void>
>;

/** Where lines go, and from which level on. */
export interface LogOptions {
  level: Level | 'silent';
  write: (line: string) => void;
}

function plain(value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
}

/** Makes a log whose lines carry time, level, `service: "inngest"`, message and fields; errors keep their stack. */
export function createLog(options: LogOptions): Log {
  const from = options.level === 'silent' ? Number.POSITIVE_INFINITY : RANK[options.level];
  const line =
    (level: Level) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
      if (RANK[level] < from) return;
      const entries = Object.entries(fields).map(([key, value]) => [key, plain(value)]);
      const record = { time: new Date().toISOString(), level, service: 'inngest', msg: message };
      options.write(`${JSON.stringify({ ...record, ...Object.fromEntries(entries) })}\n`);
    };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}
