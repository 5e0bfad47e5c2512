import { describe, expect, it } from 'vitest';
import { findPasswordFlaw } from '@/server/domains/auth/password-strength';

const own = ['Grace Hopper', 'grace.hopper@navy.example'];

describe('a password', () => {
  it.each([
    ['password123', 'password_common'],
    ['qwertyuiop', 'password_common'],
    ['1234567890', 'password_common'],
    ['Passw0rd!!', 'password_guessable'],
    ['aaaaaaaaaaaaaaa', 'password_guessable'],
    ['gracehopper', 'password_own_words'],
    ['Hopper1906', 'password_own_words'],
    ['hopper.navy', 'password_own_words'],
  ])('like %s is refused as %s', async (password, flaw) => {
    expect(await findPasswordFlaw(password, own)).toBe(flaw);
  });

  it.each(['a wide calm lake', 'learn-something-new', 'vK3#qLm9zR', 'бережно храните покой'])(
    'like %s is taken',
    async (password) => {
      expect(await findPasswordFlaw(password, own)).toBeNull();
    },
  );

  it('is judged by whose it is', async () => {
    expect(await findPasswordFlaw('GraceHopper', own)).toBe('password_own_words');
    expect(await findPasswordFlaw('', own)).not.toBeNull();
  });
});
