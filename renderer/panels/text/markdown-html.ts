import { Marked } from "marked";

/** An own instance: options and extensions of others must not change what our texts become. */
const marked = new Marked({ gfm: true, breaks: false, async: false });

/** Beyond this no one reads on, and the page would stand still while it is read. */
const mostCharacters = 200_000;

/** Markdown as HTML. It is as hostile as its source: only `cleanFragment` makes it fit for the page. */
export function markdownHtml(source: string, isInline: boolean): string {
  const text = source.slice(0, mostCharacters);
  try {
    return isInline ? (marked.parseInline(text) as string) : (marked.parse(text) as string);
  } catch {
    // A text that the parser trips over is still a text: as it was written.
    return `<pre>${escapeHtml(text)}</pre>`;
  }
}

const escapeHtml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
