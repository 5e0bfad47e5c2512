/** The dialogs of the editor. */
export type EditorDialog = 'link' | 'picture' | 'maths' | 'mathsBlock' | 'embed' | 'help';

/** Opens one of them, for what is selected or at the cursor. */
export type OpenDialog = (dialog: EditorDialog) => void;
