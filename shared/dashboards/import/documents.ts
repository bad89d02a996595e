// From a text to the dashboards in it: JSON, parts of JSON without their braces, YAML, and whole pages of Markdown with JSON in them.
import { parseAllDocuments } from "yaml";
import { largestText, tooLargeWords } from "../dashboard-text";
import { parseJsonText } from "../json-text";
import { plainCopy } from "../plain-copy";
import { blocksOf } from "./markdown-blocks";
import { type Document, findShapes } from "./shapes";

/** In UTF-16 units. A megabyte takes a fifth of a second. */
const largestYaml = 10_000_000;

type Read = { ok: true; value: unknown } | { ok: false; say: string };
export type Documents = { ok: true; value: Document[] } | { ok: false; say: string };

export function findDocuments(text: string): Documents {
  if (text.length > largestText) return { ok: false, say: tooLargeWords };
  const start = text.trimStart();
  if (start === "") return { ok: false, say: "There is nothing in it." };
  if (start.startsWith('"')) return fromValue(readFragment(text));
  const isJson = start.startsWith("{") || start.startsWith("[");
  if (/^[ \t]*(?:```|~~~)/m.test(text)) {
    const json = isJson ? parseJsonText(text) : undefined;
    return json?.ok ? fromValue(json) : fromMarkdown(text);
  }
  return isJson || !looksLikeYaml(text) ? fromValue(readJson(text)) : fromYaml(text);
}

/** Reading YAML is slow, and nearly any text is YAML; one with a dashboard in it has one of these. */
const looksLikeYaml = (text: string): boolean =>
  /^(?:- )?(?:kind|title|panels|rows|spec|dashboard|elements|templating):/m.test(text);

function readJson(text: string, columnBefore = 0): Read {
  const parsed = parseJsonText(text);
  if (parsed.ok) return parsed;
  const column = parsed.line === 1 ? parsed.column - columnBefore : parsed.column;
  return { ok: false, say: `This is not JSON, at line ${parsed.line}, column ${column}: ${parsed.say}` };
}

/** `"templating": { … }`, as guides print the part that is to be added; with the comma that follows it there. */
function readFragment(text: string): Read {
  return readJson(`{${text.trimEnd().replace(/,$/, "")}}`, 1);
}

function fromValue(read: Read): Documents {
  if (!read.ok) return read;
  const copied = plainCopy(read.value, () => {});
  if (!copied.ok) return { ok: false, say: `This is nested too deep to be a dashboard, at ${copied.path}.` };
  return findShapes(copied.value);
}

/** Every block of a page that is a dashboard or a part of one; other blocks are none of ours. */
function fromMarkdown(text: string): Documents {
  const found: Document[] = [];
  let failure: string | undefined;
  for (const { language, text: block, line } of blocksOf(text)) {
    const isYaml = language === "yaml" || language === "yml";
    if (!isYaml && !/^["[{]/.test(block.trimStart())) continue;
    const documents = findDocuments(block);
    if (documents.ok) found.push(...documents.value.map((document) => ({ ...document, line })));
    else if (language === "json") failure ??= `In the block at line ${line}: ${documents.say}`;
  }
  if (found.length > 0) return { ok: true, value: found };
  return { ok: false, say: failure ?? "None of the blocks of this text is a dashboard." };
}

function fromYaml(text: string): Documents {
  if (text.length > largestYaml) return { ok: false, say: "This is YAML of more than 10 MB; bring its dashboards as JSON." };
  const found: Document[] = [];
  let failure: string | undefined;
  for (const document of parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false })) {
    if (!("toJS" in document)) continue;
    const mistake = document.errors[0];
    if (mistake) {
      const at = mistake.linePos?.[0];
      const place = at ? `, at line ${at.line}, column ${at.col}` : "";
      return { ok: false, say: `This is neither JSON nor YAML${place}: ${firstLine(mistake.message)}` };
    }
    const read = asPlain(() => document.toJS());
    const documents = read.ok ? fromValue(read) : read;
    if (documents.ok) found.push(...documents.value);
    else failure ??= documents.say;
  }
  return found.length > 0 ? { ok: true, value: found } : { ok: false, say: failure ?? "There is nothing in it." };
}

/** YAML's aliases can unfold to gigabytes; the library refuses that by throwing. */
function asPlain(read: () => unknown): Read {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    return { ok: false, say: `This YAML cannot be read: ${firstLine(error instanceof Error ? error.message : String(error))}` };
  }
}

const firstLine = (text: string): string => `${text.split("\n")[0]?.replace(/( at line \d+, column \d+)?[:.]?$/, "") ?? ""}.`;
