import { describe, expect, it } from 'vitest';
import { type CspViolation, createCspReports, reportsOf } from './csp-reports';

const origin = 'https://school.test';

/** As Chromium's `report-uri` and Firefox send it. */
const older = (over: Record<string, unknown> = {}) =>
  JSON.stringify({
    'csp-report': {
      'document-uri': `${origin}/en/verify/ABCD-1234?token=secret`,
      referrer: '',
      'violated-directive': 'script-src-elem',
      'effective-directive': 'script-src-elem',
      'original-policy': "script-src 'self'",
      disposition: 'enforce',
      'blocked-uri': 'https://evil.test/a.js?who=ada',
      'status-code': 200,
      'script-sample': 'stolen("ada@lyceum.test")',
      ...over,
    },
  });

/** As Chromium's `report-to` and Safari send it. */
const newer = (over: Record<string, unknown> = {}) =>
  JSON.stringify([
    {
      age: 10,
      type: 'csp-violation',
      url: `${origin}/en/learn`,
      user_agent: 'Mozilla/5.0',
      body: {
        blockedURL: 'inline',
        columnNumber: 39,
        disposition: 'enforce',
        documentURL: `${origin}/es/admin/people/018f0000-0000-7000-8000-000000000000`,
        effectiveDirective: 'script-src-attr',
        lineNumber: 1,
        originalPolicy: "script-src 'self'",
        referrer: '',
        sample: '',
        sourceFile: `${origin}/es/admin`,
        statusCode: 200,
        ...over,
      },
    },
    { type: 'deprecation', body: { id: 'x' } },
  ]);

describe('a report', () => {
  it('of the older form is read, without path, query or sample', () => {
    expect(reportsOf(older(), origin)).toEqual([
      { directive: 'script-src-elem', blocked: 'https://evil.test', area: '/verify' },
    ]);
  });

  it('of the Reporting API is read, without what is not about the policy', () => {
    expect(reportsOf(newer(), origin)).toEqual([
      { directive: 'script-src-attr', blocked: 'inline', area: '/admin' },
    ]);
  });

  it('of Firefox before 2023 names its directive with what it allows', () => {
    const given = older({ 'effective-directive': undefined, 'violated-directive': "img-src 'self' data:" });
    expect(reportsOf(given, origin)).toMatchObject([{ directive: 'img-src' }]);
  });

  it.each([
    ['of another site', older({ 'document-uri': 'https://evil.test/en' })],
    ['of an extension', newer({ sourceFile: 'chrome-extension://abc/x.js' })],
    ['of what an extension loads', older({ 'blocked-uri': 'moz-extension' })],
    ['without a page', older({ 'document-uri': 7 })],
    ['of a directive nobody knows', older({ 'effective-directive': 'x\n{"level":"fatal"}' })],
  ])('%s counts nothing', (_kind, body) => {
    expect(reportsOf(body, origin)).toEqual([]);
  });

  it.each(['', 'null', '{}', '[1]', '{"csp-report":1}', '<xml/>'])('that is none (%s) is refused', (body) => {
    expect(reportsOf(body, origin)).toBeNull();
  });

  it('keeps no part of a path that may name somebody, and no address that is none', () => {
    const odd = { 'document-uri': `${origin}/Ada%20Lovelace/x`, 'blocked-uri': 'Ada Lovelace' };
    expect(reportsOf(older(odd), origin)).toMatchObject([{ blocked: 'unknown', area: '/' }]);
  });
});

describe('reports', () => {
  const violation: CspViolation = { directive: 'img-src', blocked: 'inline', area: '/' };
  const at = (minutes: number) => new Date(minutes * 60_000);

  it('are told once for each kind and period, and none is lost in the sum', () => {
    const told: [string, number][] = [];
    const reports = createCspReports(({ area }, count) => told.push([area, count]));
    for (let times = 0; times < 5; times += 1) reports.take(violation, at(0));
    reports.take({ ...violation, area: '/learn' }, at(1));
    expect(told).toEqual([
      ['/', 1],
      ['/learn', 1],
    ]);
    reports.take({ ...violation, area: '/learn' }, at(10));
    expect(told.slice(2)).toEqual([['/', 4]]);
    reports.take(violation, at(11));
    expect(told.slice(3)).toEqual([
      ['/learn', 1],
      ['/', 1],
    ]);
  });

  it('of a flood of made-up kinds are counted as one', () => {
    const told: string[] = [];
    const reports = createCspReports(({ directive }) => told.push(directive));
    for (let kind = 0; kind < 5_000; kind += 1) reports.take({ ...violation, blocked: `x${kind}` }, at(0));
    expect(told).toHaveLength(201);
    expect(told.at(-1)).toBe('other');
  });
});
