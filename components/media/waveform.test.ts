import { describe, expect, it } from 'vitest';
import { mediaClock } from './media-clock';
import { barsOf } from './waveform';

describe('a waveform', () => {
  it('keeps the greatest of the peaks that share a bar', () => {
    expect(barsOf([1, 9, 3, 4, 200], 3)).toEqual([9, 4, 200]);
    expect(barsOf([5, 6], 3)).toEqual([5, 6]);
    expect(barsOf([], 3)).toEqual([]);
    expect(barsOf(Array.from({ length: 600 }, () => 7)).length).toBe(200);
  });
});

describe('how far into a recording', () => {
  it('is said as players say it', () => {
    expect([0, 59.9, 61, 3_725, -1].map(mediaClock)).toEqual(['0:00', '0:59', '1:01', '1:02:05', '0:00']);
  });
});
