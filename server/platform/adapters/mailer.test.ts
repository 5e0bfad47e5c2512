import { describe, expect, it } from 'vitest';
import { MailFailedError } from '@/server/platform/adapters/mailer';

describe('a mail that was not sent', () => {
  it("says what the server answered to which command, and nobody's address", () => {
    const refusal = Object.assign(new Error("Can't send mail: 550 <ada@example.org> unknown"), {
      code: 'EENVELOPE',
      responseCode: 550,
      response: '550 <ada@example.org> unknown',
      command: 'RCPT TO:<ada@example.org>',
      rejected: ['ada@example.org'],
    });
    const failed = new MailFailedError(refusal);
    expect(failed.message).toBe('mail not sent EENVELOPE 550 RCPT');
    expect(JSON.stringify([failed, failed.message, failed.stack, failed.cause])).not.toContain('ada@');
    expect(new MailFailedError('gone').message).toBe('mail not sent EUNKNOWN');
  });
});
