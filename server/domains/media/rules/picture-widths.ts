/** The widths a picture is offered in. */
const widths = [320, 640, 1_280, 1_920] as const;

/** Returns the widths of a picture's variants, smallest first: none above its own, which is one of them unless too wide. */
export function widthsOf(width: number): number[] {
  const largest = Math.min(width, widths.at(-1) ?? width);
  return [...widths.filter((one) => one < largest), largest];
}
