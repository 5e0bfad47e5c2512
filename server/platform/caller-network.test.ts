import { describe, expect, it } from 'vitest';
import { deviceOf, networkOf } from '@/server/platform/caller-network';

describe('the network of an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1234:5678::1', '2001:db8:1234::/48'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['unknown', ''],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('a device', () => {
  it('is named by browser and system', () => {
    const firefox = 'Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0';
    expect(deviceOf(firefox)).toBe('Firefox on Android');
  });

  it('that says nothing has no name', () => {
    expect(deviceOf('')).toBe('');
  });
});
