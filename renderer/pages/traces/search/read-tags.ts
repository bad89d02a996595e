// The tags that are looked for, as people type and paste them: logfmt (`error=true http.route="/a b"`), with `and` between them as
// Zipkin writes it, or the JSON that stands in links of Jaeger's own page.
import type { Diagnostic } from "#shared/model/failure";
import { visibleText } from "../../../components/visible-text";

export interface TagAsked {
  key: string;
  value: string;
}

export interface ReadTags {
  tags: TagAsked[];
  diagnostics: Diagnostic[];
}

const mostTags = 50;

/** `bareKeys`: a key without a value says that the tag is there, as a Zipkin can search. */
export function readTags(text: string, { bareKeys }: { bareKeys: boolean }): ReadTags {
  if (text.trim().startsWith("{")) return readJson(text);
  const read: ReadTags = { tags: [], diagnostics: [] };
  const seen = new Map<string, string>();
  let at = 0;
  const wrong = (message: string, from: number, to: number) => read.diagnostics.push(mistake(message, from, to));

  function add(key: string, value: string, from: number, to: number): void {
    const known = seen.get(key);
    if (known !== undefined && known !== value) {
      wrong(`\`${visibleText(key)}\` is asked for with two values; one span has only one of them`, from, to);
    } else if (known === undefined) {
      seen.set(key, value);
      read.tags.push({ key, value });
    }
  }

  while (at < text.length) {
    const blank = /^[\s,]+/.exec(text.slice(at));
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const from = at;
    const key = takeKey(text, at);
    at = key.end;
    const operator = /^(!=|=~|!~|>=|<=|==|[=<>:])/.exec(text.slice(at))?.[0];
    if (key.mistake !== undefined) {
      wrong(key.mistake, from, at);
    } else if (operator === undefined) {
      if (/^and$/i.test(key.text) && read.tags.length > 0) continue;
      if (bareKeys) add(key.text, "", from, at);
      else wrong(`\`${visibleText(key.text)}\` has no value: write ${visibleText(key.text)}=…, such as error=true`, from, at);
    } else {
      at += operator.length;
      const value = takeValue(text, at);
      at = value.end;
      if (value.mistake !== undefined) wrong(value.mistake, from, at);
      else if (operator !== "=" && operator !== "==" && operator !== ":") {
        wrong(`servers compare tags by = only, not by ${operator}`, from, at);
      } else if (key.text === "") wrong("there is no key before the =", from, at);
      else if (value.text === "" && !value.isQuoted) {
        wrong(`\`${visibleText(key.text)}\` has no value: write ${visibleText(key.text)}="" for an empty one`, from, at);
      } else add(key.text, value.text, from, at);
    }
  }
  if (read.tags.length > mostTags) {
    wrong(`at most ${mostTags} tags can be asked for at once; these are ${read.tags.length}`, 0, text.length);
  }
  return read;
}

interface Taken {
  text: string;
  isQuoted: boolean;
  end: number;
  mistake?: string;
}

function takeKey(text: string, at: number): Taken {
  if (text[at] === '"') return takeQuoted(text, at);
  // `key:value` is how links of Jaeger's old pages have it.
  const end = at + (/^[^\s=!<>~",:]*/.exec(text.slice(at))?.[0].length ?? 0);
  if (end > at || /^(!=|!~|[=<>:])/.test(text.slice(at))) return { text: text.slice(at, end), isQuoted: false, end };
  return { text: "", isQuoted: false, end: at + 1, mistake: `\`${text[at]}\` cannot begin a tag: write key=value` };
}

function takeValue(text: string, at: number): Taken {
  if (text[at] === '"') return takeQuoted(text, at);
  const end = at + (/^[^\s,]*/.exec(text.slice(at))?.[0].length ?? 0);
  return { text: text.slice(at, end), isQuoted: false, end };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
]);

function takeQuoted(text: string, at: number): Taken {
  let value = "";
  for (let end = at + 1; end < text.length; end++) {
    const sign = text[end] as string;
    if (sign === '"') return { text: value, isQuoted: true, end: end + 1 };
    if (sign === "\\" && end + 1 < text.length) {
      end++;
      const next = text[end] as string;
      value += escapes.get(next) ?? next;
    } else value += sign;
  }
  return { text: value, isQuoted: true, end: text.length, mistake: "this quote has no end" };
}

function readJson(text: string): ReadTags {
  const all = (message: string): ReadTags => ({ tags: [], diagnostics: [mistake(message, 0, text.length)] });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // The parser's own words differ between browsers, and name no place in this line.
    return all('this begins as JSON, but is none: write {"error":"true"}, or error=true');
  }
  const entries = Object.entries(parsed as object);
  if (entries.some(([key, value]) => key === "" || (typeof value === "object" && value !== null))) {
    return all('the JSON must have one value for each key: {"error":"true"}');
  }
  return entries.length > mostTags
    ? all(`at most ${mostTags} tags can be asked for at once; these are ${entries.length}`)
    : { tags: entries.map(([key, value]) => ({ key, value: String(value) })), diagnostics: [] };
}

/** All in one line: it is a field of one. */
const mistake = (message: string, from: number, to: number): Diagnostic => ({
  severity: "error",
  message,
  place: { from, to: Math.max(to, from + 1), line: 1, column: from + 1 },
});
