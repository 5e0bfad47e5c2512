const two = (value: number) => String(value).padStart(2, '0');

/** `1:02:03` or `2:03`: how far into a recording, in whole seconds. */
export function mediaClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  return hours === 0 ? `${minutes}:${two(rest)}` : `${hours}:${two(minutes)}:${two(rest)}`;
}
