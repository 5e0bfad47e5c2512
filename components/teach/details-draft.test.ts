import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detailFields } from '@/server/domains/courses/contract';
import { type DetailsDraft, detailsFields, mergeDrafts, readDraft, toDraft } from './details-draft';

const details = detailFields.parse({
  ...{ title: 'Greek', slug: 'greek', subtitle: '', descriptionMd: 'Text', outcomes: ['Read', 'Write'] },
  ...{
    requirements: [],
    audience: '',
    level: 'beginner',
    language: 'el',
    category: 'languages',
    tags: ['a'],
  },
});
const base = toDraft(details);

const drafts: fc.Arbitrary<DetailsDraft> = fc
  .tuple(...detailsFields.map((field) => fc.constantFrom(base[field], 'one', 'other')))
  .map((values) => ({
    ...base,
    ...Object.fromEntries(detailsFields.map((field, at) => [field, values[at]])),
  }));

describe('a form of details', () => {
  it('says again what was written into it', () => {
    expect(readDraft(base)).toEqual({ details });
    const spaced = { ...base, outcomes: '\n Read \n\nWrite\n', tags: ' a،, ' };
    expect(readDraft(spaced)).toEqual({ details });
  });

  it('names every field that cannot be saved', () => {
    expect(readDraft({ ...base, title: ' ', slug: 'Not so', language: '' })).toEqual({
      wrong: ['title', 'language', 'slug'],
    });
  });
});

describe('two writers', () => {
  it('lose nothing: each field has the one change, or is named', () => {
    fc.assert(
      fc.property(drafts, drafts, (mine, theirs) => {
        const { draft, both } = mergeDrafts(base, mine, theirs);
        for (const field of detailsFields) {
          if (mine[field] === base[field]) expect(draft[field]).toBe(theirs[field]);
          else expect(draft[field]).toBe(mine[field]);
          const isLost = theirs[field] !== base[field] && draft[field] !== theirs[field];
          expect(both.includes(field)).toBe(isLost);
        }
      }),
    );
  });
});
