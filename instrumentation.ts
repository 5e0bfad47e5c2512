/** Runs once in each server process before it takes its first request. */
export async function register(): Promise<void> {
  // The bundler removes this branch from the edge copy of this file, where Node's modules do not exist.
  // biome-ignore lint/style/noProcessEnv: it is the bundler's constant, not a setting.
  if (process.env['NEXT_RUNTIME'] === 'nodejs') {
    const { notePeerAddresses } = await import('@/server/platform/peer-address');
    notePeerAddresses();
    const { keepSingleLocation } = await import('@/server/platform/single-location');
    keepSingleLocation();
  }
}
