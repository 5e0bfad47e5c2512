import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handle } from '@/server/domains/users/contract';
import { givenHandle, isReservedHandle } from '@/server/domains/users/rules/handle';
import { pictureFiles, pictureKey, pictureView } from '@/server/domains/users/rules/picture';

describe('a handle', () => {
  it.each([
    ['Ada-Lovelace', 'ada-lovelace'],
    ['  abc ', 'abc'],
    ['007', '007'],
  ])('takes %j as %j', (typed, kept) => {
    expect(handle.parse(typed)).toBe(kept);
  });

  it.each(['ab', 'a'.repeat(31), '-abc', 'abc-', 'a--b', 'a b', 'a_b', 'añb', 'a/b', '../x', 'a.b', ''])(
    'refuses %j',
    (typed) => {
      expect(handle.safeParse(typed).success).toBe(false);
    },
  );

  it('is always part of an address as it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3, maxLength: 30 }), (typed) => {
        const parsed = handle.safeParse(typed);
        if (parsed.success) expect(encodeURIComponent(parsed.data)).toBe(parsed.data);
      }),
    );
  });

  it('stands for nothing of the school, nor for what new accounts are given', () => {
    expect(isReservedHandle('admin')).toBe(true);
    expect(isReservedHandle(givenHandle('01900000-0000-7000-8000-00000000beef'))).toBe(true);
    expect(isReservedHandle('ada')).toBe(false);
  });
});

describe('a picture', () => {
  it('lies in two files and is shown from both', () => {
    const key = pictureKey('abc');
    expect(pictureFiles(key)).toEqual({
      large: 'public/avatars/abc.webp',
      small: 'public/avatars/abc-small.webp',
    });
    expect(pictureView(key)).toEqual({
      large: '/media/avatars/abc.webp',
      small: '/media/avatars/abc-small.webp',
    });
    expect(pictureView(null)).toBeNull();
  });
});
