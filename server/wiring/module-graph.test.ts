import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Domain, domains, isDomain, mayCall } from './module-graph';

const reachableFrom = (start: Domain): ReadonlySet<Domain> => {
  const seen = new Set<Domain>();
  const queue: Domain[] = [...mayCall(start)];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...mayCall(next));
  }
  return seen;
};

describe('module graph', () => {
  it.each(domains)('%s cannot reach itself', (domain) => {
    expect([...reachableFrom(domain)]).not.toContain(domain);
  });

  it.each(domains)('%s calls only domains that exist, each named once, all listed above it', (domain) => {
    const callees = mayCall(domain);
    expect(callees.every(isDomain)).toBe(true);
    expect(new Set(callees).size).toBe(callees.length);
    for (const callee of callees) expect(domains.indexOf(callee)).toBeLessThan(domains.indexOf(domain));
  });

  it('takes no other string for a domain, inherited property names included', () => {
    expect(['toString', 'constructor', '__proto__', 'hasOwnProperty'].some(isDomain)).toBe(false);
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(isDomain(name)).toBe(new Set<string>(domains).has(name));
      }),
    );
  });
});
