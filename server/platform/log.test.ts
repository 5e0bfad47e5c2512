import { describe, expect, it } from 'vitest';
import { createLogger } from '@/server/platform/log';
import { withRequestContext } from '@/server/platform/request-context';

function linesOf(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger('info', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it('says which request a line belongs to', () => {
    const context = { requestId: 'request-1', route: 'trpc.auth.viewer' };
    const line = linesOf((log) => withRequestContext(context, () => log.info('call')));
    expect(JSON.parse(line)).toMatchObject({ level: 'info', msg: 'call', ...context });
  });

  it('repeats no address of a person and no secret that an error or a fact carries', () => {
    const error = Object.assign(new Error('550 <ada.l+x@mail.example.org> unknown'), {
      code: 'EENVELOPE',
      rejected: ['ada.l+x@mail.example.org'],
      envelope: { to: ['ada.l+x@mail.example.org'] },
      response: '550 <ada.l+x@mail.example.org> unknown',
    });
    const wrapped = new Error('not sent', { cause: error });
    const line = linesOf((log) => {
      log.error({ err: error }, 'one');
      log.error({ err: wrapped, email: 'ada.l+x@mail.example.org', body: { password: 'hunter2' } }, 'two');
    });
    expect(line).not.toMatch(/ada|example\.org|hunter2/);
    expect(line).toContain('EENVELOPE');
    expect(line).toContain('550 <[address]> unknown');
  });
});
