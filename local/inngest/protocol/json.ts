import { z } from 'zod';

/** Any value that survives a trip through JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Accepts a member that came out of {@link parseJson} without walking it again; absent members fail. */
export const jsonValue = z.custom<Json>((value) => value !== undefined);

/** Accepts a JSON object that came out of {@link parseJson} without walking its members. */
export const jsonObject = z.custom<JsonObject>(isJsonObject);

/** Parses text as JSON. Throws `SyntaxError` for anything else. */
export function parseJson(text: string): Json {
  return JSON.parse(text);
}

/** Tells whether a value is a JSON object, as opposed to an array, a scalar or null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Serialises with sorted keys and no spaces, the same bytes for equal values (RFC 8785). */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}
