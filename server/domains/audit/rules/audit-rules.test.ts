import { describe, expect, it } from 'vitest';
import { changesOf } from '@/server/domains/audit/rules/changes';
import { toCsv, toJson } from '@/server/domains/audit/rules/file';

const entry = {
  seq: 7n,
  at: new Date('2026-11-27T12:00:00Z'),
  actorId: null,
  actorName: '=cmd|"calc"!A1',
  onBehalfOfId: null,
  action: 'user.suspended',
  subjectType: 'user',
  subjectId: 'one, two',
  before: null,
  after: { reason: 'a "quoted" one' },
  requestId: '-1',
  network: '192.0.2.0/24',
  previousHash: 'a',
  hash: 'b',
};

describe('what changed', () => {
  it('is every field that differs, by name', () => {
    expect(
      changesOf({ role: 'learner', locale: 'en' }, { role: 'admin', locale: 'en', courses: ['a', 'b'] }),
    ).toEqual([
      { field: 'courses', before: null, after: 'a, b' },
      { field: 'role', before: 'learner', after: 'admin' },
    ]);
    expect(changesOf({ isOn: true }, null)).toEqual([{ field: 'isOn', before: 'true', after: null }]);
    expect(changesOf(null, null)).toEqual([]);
  });
});

describe('an exported file', () => {
  it('quotes what separates, and runs as no formula', () => {
    const [names, line, end] = toCsv([entry]).split('\r\n');
    expect(names?.split(',')).toHaveLength(14);
    expect(line).toContain(`"'=cmd|""calc""!A1"`);
    expect(line).toContain(`"'-1"`);
    expect(line).toContain('"one, two"');
    expect(line).toContain('"{""reason"":""a \\""quoted\\"" one""}"');
    expect(end).toBe('');
  });

  it('is an array as JSON, also when it is empty', () => {
    expect(JSON.parse(toJson([entry]))).toMatchObject([{ seq: '7', after: { reason: 'a "quoted" one' } }]);
    expect(JSON.parse(toJson([]))).toEqual([]);
  });
});
