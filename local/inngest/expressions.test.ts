import { describe, expect, test } from 'vitest';
import { evaluateKey, evaluateNumber, expressionProblem, holds } from './expressions';

const event = {
  name: 'shop/order.paid',
  ts: 1_700_000_000_000,
  data: { n: 5, ratio: 1.5, plan: 'large', tags: ['a', 'b'], nothing: null, user: { id: 'u1' } },
};

describe('conditions', () => {
  test.each([
    ['event.data.n == 5', true],
    ['event.data.n + 1 == 6', true],
    ['event.data.ratio * 2 == 3', true],
    ['event.data.n % 2 == 1', true],
    ['event.data.plan == "large" && event.data.n > 3', true],
    ["event.data.plan == 'small'", false],
    ['"a" in event.data.tags', true],
    ['event.data.plan.startsWith("la")', true],
    ['event.data.missing == null', true],
    ['event.data.missing > 3', false],
    ['event.data.missing.deeper == "x"', false],
    ['has(event.data.missing)', false],
    ['has(event.data.plan)', true],
    ['event.data.nothing == null', true],
    ['event.data.plan', false],
  ])('%s', (expression, expected) => {
    expect(holds(expression, { event })).toBe(expected);
  });

  test('compare with the event that came later', () => {
    const later = { data: { user: { id: 'u1' }, amount: 20 } };
    expect(holds('event.data.user.id == async.data.user.id', { event, async: later })).toBe(true);
    expect(holds('async.data.amount > 10', { event, async: later })).toBe(true);
    expect(holds('event.data.user.id == async.data.user.id', { event, async: { data: {} } })).toBe(false);
  });

  test('a match on a member that neither side has does not hold', () => {
    expect(holds('event.data.missing == async.data.missing', { event, async: { data: {} } })).toBe(false);
  });

  test('none holds always', () => {
    expect(holds(null, { event })).toBe(true);
    expect(holds('', { event })).toBe(true);
  });
});

describe('keys', () => {
  test.each([
    ['event.data.plan', 'large'],
    ['event.data.n', '5'],
    ['event.data.plan + "-" + string(event.data.n)', 'large-5'],
    ['event.data.user', '{"id":"u1"}'],
    ['event.data.missing', 'null'],
    ['event.data.missing.deeper.still', 'null'],
    ['"fixed"', 'fixed'],
    [null, ''],
  ])('%s', (expression, expected) => {
    expect(evaluateKey(expression, event)).toBe(expected);
  });
});

test('numbers stay within their bounds', () => {
  const bounds = { min: -600, max: 600 };
  expect(evaluateNumber('event.data.plan == "large" ? 120 : 0', event, bounds)).toBe(120);
  expect(evaluateNumber('event.data.n * 1000', event, bounds)).toBe(600);
  expect(evaluateNumber('event.data.plan', event, bounds)).toBe(0);
});

test('an expression that cannot be read is told apart from one that can', () => {
  expect(expressionProblem('event.data.n >')).toMatch(/./);
  expect(expressionProblem('event.data.n > 1')).toBeNull();
});
