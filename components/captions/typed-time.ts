/** `0:04.500`, `1:02:03.250`: a moment as it is typed and shown. */
export function writeTime(ms: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1_000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const clock = hours === 0 ? `${minutes}:${two(rest)}` : `${hours}:${two(minutes)}:${two(rest)}`;
  return `${clock}.${String(ms % 1_000).padStart(3, '0')}`;
}

const typed = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/;

/** Reads a moment in any of its usual forms (`4`, `4,5`, `1:02`, `1:02:03.25`) in ms; null for what is none. */
export function readTime(text: string): number | null {
  const found = typed.exec(text.trim());
  if (found === null) return null;
  const [, hours = '0', minutes, seconds = '0', part = '0'] = found;
  // Behind a colon there are no more than 59.
  if (minutes !== undefined && Number(seconds) > 59) return null;
  if (hours !== '0' && Number(minutes) > 59) return null;
  const whole = (Number(hours) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds);
  return whole * 1_000 + Number(part.padEnd(3, '0'));
}
