import type { WriteStream } from 'node:tty';

/** Shows a person how far a start is. */
export interface Progress {
  /** Runs one step under its label; `note` replaces what is shown beside it while it runs. */
  readonly step: <T>(label: string, work: (note: (text: string) => void) => Promise<T>) => Promise<T>;
  /** Shows a line of its own, above the running step. */
  readonly say: (line: string) => void;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 100;
const slowAfterMs = 1_500;
const heartbeatMs = 15_000;

/** Shows nothing; for stacks that tests start. */
export const silentProgress: Progress = {
  step: (_label, work) => work(() => undefined),
  say: () => undefined,
};

/** The progress that fits the output: moving lines on a terminal, plain ones in a log file. */
export function progressOn(output: WriteStream): Progress {
  return output.isTTY && process.env['TERM'] !== 'dumb' ? liveProgress(output) : plainProgress(output);
}

function liveProgress(output: WriteStream): Progress {
  let repaint: (() => void) | undefined;
  const clear = () => void output.write('\r\x1b[2K');
  return {
    step: async (label, work) => {
      const startedAt = performance.now();
      let note = '';
      const setNote = (text: string) => {
        note = text;
      };
      let frame = 0;
      repaint = () => {
        const line = ` ${frames[frame % frames.length]} ${label}  ${seconds(startedAt)}  ${note}`;
        output.write(`\r\x1b[2K${line.slice(0, output.columns - 1)}`);
      };
      const timer = setInterval(() => {
        frame += 1;
        repaint?.();
      }, frameMs);
      repaint();
      const finish = (mark: string) => {
        clearInterval(timer);
        repaint = undefined;
        clear();
        output.write(` ${mark} ${label}  ${seconds(startedAt)}\n`);
      };
      return await settle(work(setNote), finish);
    },
    say: (line) => {
      clear();
      output.write(`${line}\n`);
      repaint?.();
    },
  };
}

function plainProgress(output: WriteStream): Progress {
  return {
    step: async (label, work) => {
      const startedAt = performance.now();
      let note = '';
      const setNote = (text: string) => {
        note = text;
      };
      const tell = () => void output.write(`${label} … ${note}\n`);
      const first = setTimeout(tell, slowAfterMs);
      const beat = setInterval(tell, heartbeatMs);
      const finish = (mark: string) => {
        clearTimeout(first);
        clearInterval(beat);
        output.write(`${mark} ${label}  ${seconds(startedAt)}\n`);
      };
      return await settle(work(setNote), finish);
    },
    say: (line) => void output.write(`${line}\n`),
  };
}

async function settle<T>(work: Promise<T>, finish: (mark: string) => void): Promise<T> {
  try {
    const result = await work;
    finish('✓');
    return result;
  } catch (error) {
    finish('✗');
    throw error;
  }
}

function seconds(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
