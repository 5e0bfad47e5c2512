import { Prisma } from '@/prisma/generated/client';

/**
 * Names the columns of some fields for a statement of our own, each after a prefix such as `lesson.`. The fields are written
 * in the code, never by a request.
 */
export function columnsOf(fields: object, prefix = ''): Prisma.Sql {
  const columns = Object.keys(fields).map((field) =>
    field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
  return Prisma.raw(columns.map((column) => `${prefix}"${column}"`).join(', '));
}
