import type { KeptDraft } from '@/components/editor/text-saver';
import type { CaptionsDraft } from '@/server/domains/media/contract';
import { type Cue, cueSchema } from '@/server/domains/media/contract/cues';

/** Packs captions as a text that a device keeps. */
export function writeKept({ version, cues }: CaptionsDraft): KeptDraft {
  return { text: JSON.stringify({ version, cues }), revision: 0, sent: null };
}

/** Unpacks what {@link writeKept} packed; null for everything else, because a device is no safe place. */
export function readKept(kept: KeptDraft | null): CaptionsDraft | null {
  if (kept === null) return null;
  try {
    const found: unknown = JSON.parse(kept.text);
    if (typeof found !== 'object' || found === null || !('version' in found && 'cues' in found)) return null;
    const { version, cues } = found;
    if (!Array.isArray(cues) || (version !== null && typeof version !== 'string')) return null;
    const read: Cue[] = cues.map((cue) => cueSchema.parse(cue));
    return { version, cues: read };
  } catch {
    return null;
  }
}
