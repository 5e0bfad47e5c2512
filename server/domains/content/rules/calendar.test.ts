import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarEvent, calendarFile } from './calendar';

const session: CalendarEvent = {
  ...{ uid: 'live-1@school.test', sequence: 0, changedAt: new Date('2026-11-01T08:00:00Z') },
  ...{ startsAt: new Date('2026-12-01T17:00:00Z'), minutes: 45, title: 'Alpha', isCancelled: false },
  ...{ description: 'Join it.', url: 'https://school.test/en/learn/greek/alpha' },
};

/** Reads a file as RFC 5545 says it is written: 3.1 for lines and folds, 3.3.11 for texts. Anything else throws. */
function read(file: string): ReadonlyMap<string, string> {
  expect(file.endsWith('\r\n')).toBe(true);
  const lines = file.slice(0, -2).split('\r\n');
  for (const line of lines) {
    expect(line).not.toMatch(/[\r\n]/);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    // A fold within a character would have left a sign of its own.
    expect(line).not.toContain('\uFFFD');
  }
  const unfolded = file.slice(0, -2).replaceAll('\r\n ', '').split('\r\n');
  const properties = unfolded.map((line) => {
    const found = /^([A-Z-]+)(?:;[A-Z]+=[^:;]+)*:([^\p{Cc}]|\t)*$/u.exec(line);
    if (found === null) throw new Error(`no property: ${line}`);
    return [found[1] ?? '', line.slice(line.indexOf(':') + 1)] as const;
  });
  const stack: string[] = [];
  for (const [name, value] of properties) {
    if (name === 'BEGIN') stack.push(value);
    if (name === 'END') expect(stack.pop()).toBe(value);
  }
  expect(stack).toEqual([]);
  const required = ['VERSION', 'PRODID', 'UID', 'DTSTAMP', 'DTSTART', 'SUMMARY', 'SEQUENCE', 'STATUS'];
  const names = properties.map(([name]) => name);
  for (const name of required) expect(names.filter((one) => one === name)).toHaveLength(1);
  return new Map(properties);
}

const unescaped = (value = '') => value.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));

describe('calendarFile', () => {
  it('says when a session is, by the clocks of the world', () => {
    const properties = read(calendarFile(session));
    expect(properties.get('DTSTART')).toBe('20261201T170000Z');
    expect(properties.get('DTEND')).toBe('20261201T174500Z');
    expect(properties.get('DTSTAMP')).toBe('20261101T080000Z');
    expect(properties.get('STATUS')).toBe('CONFIRMED');
  });

  it('stays the same event when it moves or is cancelled, under a higher number', () => {
    const moved = read(calendarFile({ ...session, sequence: 3, isCancelled: true }));
    expect([moved.get('UID'), moved.get('SEQUENCE'), moved.get('STATUS')]).toEqual([
      'live-1@school.test',
      '3',
      'CANCELLED',
    ]);
  });

  it('keeps any words whole, folded within no character', () => {
    const words = fc.string({
      unit: fc.oneof(
        fc.constantFrom(',', ';', '\\', '\n', 'ñ', '語', '🐝', '"', ':'),
        fc.string({ maxLength: 1 }),
      ),
      maxLength: 200,
    });
    fc.assert(
      fc.property(words, words, (title, description) => {
        const plain = (text: string) =>
          text
            .replace(/\r\n|\r/g, '\n')
            .replace(/[\p{Cc}]/gu, (one) => (one === '\n' || one === '\t' ? one : ''));
        const properties = read(calendarFile({ ...session, title, description }));
        expect(unescaped(properties.get('SUMMARY'))).toBe(plain(title));
        expect(unescaped(properties.get('DESCRIPTION'))).toBe(plain(description));
      }),
    );
  });
});
