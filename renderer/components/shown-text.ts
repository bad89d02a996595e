import { visibleText } from "./visible-text";

// C0 and C1 but for tab and line breaks, and the deletion sign.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** A text from outside as it can be shown over several lines: control signs and what reorders its neighbours are written out. */
export const shownText = (text: string): string =>
  visibleText(text).replace(control, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);

/** The same in one line: breaks and tabs are signs too. */
export const shownInLine = (text: string): string =>
  shownText(text)
    .replace(/\r\n|\r|\n/g, "⏎")
    .replaceAll("\t", "→");
