import { emailAddress } from '@/server/domains/users/contract';

/** A part of a list that is to be an address. */
export type ListedAddress = {
  /** Normalised where it is an address, as written where it is not. */
  readonly email: string;
  readonly isAddress: boolean;
};

/**
 * Reads addresses out of what somebody has pasted: separated by lines, commas or semicolons, each alone or with a name
 * as mail programs write it (`Ada Lovelace <ada@lyceum.test>`). The same address comes as often as it was written.
 */
export function readAddresses(list: string): ListedAddress[] {
  const parts = list.split(/[\n\r,;\t]+/).map((part) => part.trim());
  return parts
    .filter((part) => part !== '')
    .flatMap((part) => {
      const bracketed = /<([^<>]+)>\s*$/.exec(part)?.[1];
      if (bracketed !== undefined) return [bracketed];
      const words = part.split(/\s+/);
      return words.every((word) => word.includes('@')) ? words : [part];
    })
    .map((written) => {
      const read = emailAddress.safeParse(written);
      return read.success
        ? { email: read.data, isAddress: true }
        : { email: written.slice(0, 200), isAddress: false };
    });
}
