// What is typed to find spans in a trace: words that all must be there, `key=value`, and quotes around what has blanks.

export interface SearchWord {
  /** In small letters. */
  text: string;
  /** Where it has a `=`: a tag that is exactly so; an empty value: that the tag is there. */
  tag?: { key: string; value: string };
}

const word = /(?:[^\s"]+|"(?:[^"\\]|\\.)*"?)+/g;

/** Each word is a look at every text of the trace: a page of text that was pasted by mistake would take minutes. */
const mostWords = 30;

export const readSearchWords = (words: string): SearchWord[] =>
  [...words.toLowerCase().matchAll(word)]
    .map(([written]) => searchWord(written))
    .filter(({ text }) => text !== "")
    .slice(0, mostWords);

function searchWord(written: string): SearchWord {
  const text = unquoted(written);
  // A `=` inside of quotes is a sign like others.
  const split = /^("(?:[^"\\]|\\.)*"|[^"=]+)=(.*)$/s.exec(written);
  if (!split) return { text };
  return { text, tag: { key: unquoted(split[1] as string), value: unquoted(split[2] as string) } };
}

const unquoted = (text: string) => text.replace(/"((?:[^"\\]|\\.)*)"?/g, (_, inner: string) => inner.replace(/\\(.)/g, "$1"));
