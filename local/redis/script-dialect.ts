import { createHash } from 'node:crypto';
import type { CommandLine } from './backend';
import type { ByteString } from './reply';

const UPSTASH_ONLY_FLAG = 'allow-key-locking';

function sha1(source: ByteString): string {
  return createHash('sha1').update(Buffer.from(source, 'latin1')).digest('hex');
}

/** Drops the flag that only Upstash knows; a plain Redis refuses to compile the script because of it. */
function withoutUpstashFlag(source: ByteString): ByteString {
  const [shebang = ''] = /^#!lua[^\n]*/.exec(source) ?? [];
  if (!shebang.includes(UPSTASH_ONLY_FLAG)) return source;
  const flags = (/flags=(\S*)/.exec(shebang)?.[1] ?? '')
    .split(',')
    .filter((flag) => flag !== UPSTASH_ONLY_FLAG);
  return `#!lua${flags.length > 0 ? ` flags=${flags.join(',')}` : ''}${source.slice(shebang.length)}`;
}

/**
 * Lets scripts written for Upstash run on a plain Redis under the SHA-1 their authors computed. A SHA-1 seen before this
 * process started is unknown here, and clients answer NOSCRIPT by sending the source.
 */
export class ScriptDialect {
  readonly #shas = new Map<string, string>();

  /** The command a plain Redis understands. */
  translate(command: CommandLine): CommandLine {
    const [name = '', first = '', ...rest] = command;
    const lower = name.toLowerCase();
    if (lower === 'eval' || lower === 'eval_ro') return [name, this.#register(first), ...rest];
    if (lower === 'evalsha' || lower === 'evalsha_ro') return [name, this.#resolve(first), ...rest];
    if (this.isLoad(command)) return [name, first, this.#register(rest[0] ?? '')];
    const isExists = lower === 'script' && first.toLowerCase() === 'exists';
    return isExists ? [name, first, ...rest.map((sha) => this.#resolve(sha))] : command;
  }

  /** Whether the command is `SCRIPT LOAD source`. */
  isLoad(command: CommandLine): boolean {
    return (
      command[0]?.toLowerCase() === 'script' && command[1]?.toLowerCase() === 'load' && command.length === 3
    );
  }

  /** The SHA-1 the client expects from its `SCRIPT LOAD`. */
  loadedSha(command: CommandLine): string {
    return sha1(command[2] ?? '');
  }

  #register(source: ByteString): ByteString {
    const plain = withoutUpstashFlag(source);
    if (plain !== source) this.#shas.set(sha1(source), sha1(plain));
    return plain;
  }

  #resolve(sha: ByteString): ByteString {
    return this.#shas.get(sha.toLowerCase()) ?? sha;
  }
}
