// A value of a tag as OpenTelemetry's AnyValue, in JSON.
import type { TagType } from "../../model/trace";

export function otlpValueText(text: string, type: TagType): string {
  switch (type) {
    case "string":
      return `{"stringValue":${JSON.stringify(text)}}`;
    case "bool":
      return `{"boolValue":${text === "true"}}`;
    case "int":
      return `{"intValue":${JSON.stringify(text)}}`;
    case "double":
      return `{"doubleValue":${jsonNumber.test(text) ? text : JSON.stringify(text)}}`;
    case "binary":
      return `{"bytesValue":${JSON.stringify(text)}}`;
    case "json":
      return nestedText(text) ?? `{"stringValue":${JSON.stringify(text)}}`;
  }
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

interface Token {
  sign?: string;
  /** With its quotes and escapes. */
  quoted?: string;
  word?: string;
}

const blankOrSign = /[\s{}[\],:"]/;

/** The parts of a JSON text. By hand, because a pattern for strings runs out of memory in one of ten megabytes. */
function* tokensOf(json: string): Generator<Token> {
  for (let at = 0; at < json.length; ) {
    const first = json[at] as string;
    let end = at + 1;
    if (first === '"') {
      while (json[end] !== '"') end += json[end] === "\\" ? 2 : 1;
      end++;
      yield { quoted: json.slice(at, end) };
    } else if (!blankOrSign.test(first)) {
      while (end < json.length && !blankOrSign.test(json[end] as string)) end++;
      yield { word: json.slice(at, end) };
    } else if (first.trim() !== "") yield { sign: first };
    at = end;
  }
}

/**
 * JSON rewritten sign by sign: parsing it would lose which numbers are doubles, and the digits of long ones. Undefined where it is
 * no JSON after all.
 */
function nestedText(json: string): string | undefined {
  if (!isJson(json)) return undefined;
  let text = "";
  /** The lists and objects that are open; whether an object waits for a name. */
  const open: { isObject: boolean; isAtName: boolean }[] = [];
  const closePair = () => (open.at(-1)?.isObject && !open.at(-1)?.isAtName ? "}" : "");
  for (const { sign, quoted, word } of tokensOf(json)) {
    const inside = open.at(-1);
    if (sign === "{" || sign === "[") {
      text += sign === "{" ? '{"kvlistValue":{"values":[' : '{"arrayValue":{"values":[';
      open.push({ isObject: sign === "{", isAtName: true });
    } else if (sign === "}" || sign === "]") {
      text += `${closePair()}]}}`;
      open.pop();
    } else if (sign === ",") {
      text += `${closePair()},`;
      if (inside) inside.isAtName = true;
    } else if (sign === ":") {
      text += ',"value":';
    } else if (quoted !== undefined && inside?.isObject && inside.isAtName) {
      text += `{"key":${quoted}`;
      inside.isAtName = false;
    } else text += plainText(quoted, word ?? "");
  }
  return text;
}

function plainText(quoted: string | undefined, word: string): string {
  if (quoted !== undefined) return `{"stringValue":${quoted}}`;
  if (word === "null") return "{}";
  if (word === "true" || word === "false") return `{"boolValue":${word}}`;
  return /^-?\d+$/.test(word) ? `{"intValue":"${word}"}` : `{"doubleValue":${word}}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // A text that calls itself JSON and is not: written as text.
    return false;
  }
}
