/** How long a path to return to may be, in characters. */
const maxLength = 500;

/** A slash, then anything but a second slash, a backslash or white space, all of which browsers read as another host. */
const pathOfOurs = /^\/(?![/\\])[^\\\s]*$/;

/** Tells whether a text is a path of this site that is safe to go to after sign-in. Needs nothing, so browsers load it for free. */
export function isReturnPath(text: string): boolean {
  return text.length <= maxLength && pathOfOurs.test(text);
}
