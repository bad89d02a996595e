/** The characters that reorder what stands beside them: embeddings, overrides and isolates. */
const reordering = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text from outside with its reordering characters written out, as `\u202e`: drawn as they are, they make `gnp.exe` read
 * `exe.png`. Languages that are written from the right do not need them.
 */
export const visibleText = (text: string): string =>
  text.replace(reordering, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
