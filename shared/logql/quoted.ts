// Texts, names and selectors as a query writes them.
import { quote } from "../promql/go-text";
import { keywordOf } from "./words";

/** In double quotes. What is no text to Go, whose parser Loki uses, is written as an escape. */
export const quoted = (text: string): string => quote(text).replaceAll("\ufffd", "\\ufffd");

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text as it is read back: half of a surrogate pair cannot be written in UTF-8. */
export const writable = (text: string): string => text.replace(loneSurrogate, "\ufffd");

/** In backticks where that reads better: regular expressions and templates are full of backslashes and quotes. */
export function quotedShort(text: string): string {
  return /[\\"]/.test(text) && /^[^`\r\n\ufffd\p{C}]*$/u.test(text) ? `\`${text}\`` : quoted(text);
}

/** Whether a label can stand in a query: words of the language cannot. */
export const canName = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && keywordOf(name) === undefined;
