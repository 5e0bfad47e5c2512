/** The colour of a course's state, besides its word. */
export const statusTones = { published: 'success', draft: 'neutral', archived: 'warning' } as const;
