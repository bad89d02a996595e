/** A text from outside as far as anybody reads it: megabytes in a name stop the page that lays it out. */
export const shorten = (text: string, longest: number): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);
