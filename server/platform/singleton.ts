const registry: Map<string, unknown> = Reflect.get(globalThis, Symbol.for('lyceum.singletons')) ?? new Map();
Reflect.set(globalThis, Symbol.for('lyceum.singletons'), registry);

/**
 * Returns the one instance of `name` in this process, made at first use. It outlives hot reload and the bundler's
 * copies of a module, so that a pool or a subscription exists once.
 */
export function singleton<T>(name: string, make: () => T): T {
  if (!registry.has(name)) registry.set(name, make());
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: a name is used by one maker only, so what is stored under it is its T.
  return registry.get(name) as T;
}
