import { z } from 'zod';
import { type MessageArea, type Messages, messageAreas } from '@/messages/areas';
import { defaultLocale, type Locale } from './routing';

type Tree = { readonly [key: string]: unknown };

const tree = z.record(z.string(), z.unknown());

// Rich messages are arrays once precompiled: they are leaves, not branches.
function isBranch(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The texts of `own` where it has them and those of `fallback` elsewhere, key by key at every depth. */
export function withFallback(fallback: Tree, own: Tree): Tree {
  const merged: Record<string, unknown> = { ...fallback };
  for (const [key, value] of Object.entries(own)) {
    const base = fallback[key];
    merged[key] = isBranch(value) && isBranch(base) ? withFallback(base, value) : value;
  }
  return merged;
}

async function loadArea(locale: Locale, area: MessageArea): Promise<Tree> {
  const english: Tree = (await messageAreas[area]()).default;
  if (locale === defaultLocale) return english;
  const own: unknown = await import(`@/messages/${locale}/${area}.json`);
  return withFallback(english, tree.parse(z.object({ default: z.unknown() }).parse(own).default));
}

async function loadAll(locale: Locale): Promise<Tree> {
  const areas = await Promise.all(
    Object.keys(messageAreas).map(async (area) =>
      isMessageArea(area) ? ([area, await loadArea(locale, area)] as const) : null,
    ),
  );
  return Object.fromEntries(areas.filter((entry) => entry !== null));
}

function isMessageArea(name: string): name is MessageArea {
  return name in messageAreas;
}

function isComplete(messages: Tree): messages is Messages {
  return Object.keys(messageAreas).every((area) => isBranch(messages[area]));
}

const loaded = new Map<Locale, Promise<Messages>>();

/**
 * All messages of a locale, with English wherever the locale has no text yet.
 * Loaded once per process: messages are part of the build.
 */
export function loadMessages(locale: Locale): Promise<Messages> {
  const known = loaded.get(locale);
  if (known !== undefined) return known;
  const messages = loadAll(locale).then((all) => {
    if (!isComplete(all)) throw new Error(`messages of ${locale} lack an area`);
    return all;
  });
  loaded.set(locale, messages);
  return messages;
}
