import { useFormatter } from 'next-intl';

const units = [
  { unit: 'gigabyte', bytes: 1_000_000_000 },
  { unit: 'megabyte', bytes: 1_000_000 },
  { unit: 'kilobyte', bytes: 1_000 },
  { unit: 'byte', bytes: 1 },
] as const;

/** Returns how to write a number of bytes in the reader's language: `12.3 MB`. */
export function useFileSize(): (bytes: number) => string {
  const format = useFormatter();
  return (bytes) => {
    const { unit, bytes: one } = units.find((candidate) => bytes >= candidate.bytes) ?? units[3];
    return format.number(bytes / one, { style: 'unit', unit, maximumFractionDigits: 1 });
  };
}
