import { describe, expect, it } from 'vitest';
import { toCohortView } from './cohort-times';

const cohort = {
  ...{ id: 'spring', name: 'Spring', zone: 'Europe/Madrid', capacity: null },
  ...{ startsLocal: '2026-03-02T09:00', endsLocal: '2026-05-31T23:59' },
  ...{ enrolFromLocal: '2026-02-01T00:00', enrolUntilLocal: '2026-03-29T23:59' },
};

const at = (iso: string, more = {}) => toCohortView({ ...cohort, ...more }, new Date(iso)).enrolment;

describe('a cohort', () => {
  it('lets people in from its first minute to its last, also across a change of clocks', () => {
    expect(at('2026-01-31T22:59:59Z')).toBe('soon');
    expect(at('2026-01-31T23:00:00Z')).toBe('open');
    expect(at('2026-03-29T21:58:59Z')).toBe('open');
    expect(at('2026-03-29T21:59:00Z')).toBe('over');
  });

  it('lets nobody in after its end, and has no bound where none is said', () => {
    const open = { enrolFromLocal: null, enrolUntilLocal: null };
    expect(at('2020-01-01T00:00:00Z', open)).toBe('open');
    expect(at('2026-05-31T22:00:00Z', open)).toBe('over');
    expect(at('2036-05-31T22:00:00Z', { ...open, endsLocal: null })).toBe('open');
  });
});
