// What the value of a tag is, for how it is drawn. Values are hostile text: only what is an http(s) address and nothing else
// becomes a link.
import type { Tag } from "#shared/model/trace";
import { prettyJson } from "../../../components/pretty-json";

export type ValueKind =
  | { kind: "empty" }
  | { kind: "link"; href: string }
  /** Spread out over lines; little of it is shown so at once. */
  | { kind: "json"; pretty: string; isLong: boolean }
  | { kind: "text"; isLong: boolean };

const longestLink = 2000;
/** A longer text is folded. */
export const foldedLength = 240;
const mostLines = 8;

export function valueKind({ value, wholeLength }: Pick<Tag, "value" | "wholeLength">): ValueKind {
  if (value === "") return { kind: "empty" };
  const isWhole = wholeLength === undefined;
  if (isWhole && value.length <= longestLink && /^https?:\/\/[^\s\p{Cc}\p{Cf}]+$/iu.test(value) && URL.canParse(value)) {
    return { kind: "link", href: new URL(value).href };
  }
  if (isWhole && /^\s*[[{]/.test(value)) {
    const pretty = prettyJson(value);
    if (pretty.includes("\n")) return { kind: "json", pretty, isLong: pretty.length > foldedLength };
  }
  return { kind: "text", isLong: !isWhole || value.length > foldedLength || value.split("\n", mostLines + 1).length > mostLines };
}

/** Whether the tag is what says that the span failed. */
export const isErrorTag = ({ key, value }: Pick<Tag, "key" | "value">): boolean =>
  (key === "error" && !/^(?:false|0|)$/i.test(value)) || (key === "otel.status_code" && /^error$/i.test(value));

/** The words that find a tag in the trace. Undefined where nobody could read them in a search. */
export function findWords({ key, value, wholeLength }: Tag): string | undefined {
  if (wholeLength !== undefined || value.length > foldedLength || /\p{Cc}/u.test(key + value)) return undefined;
  return `${word(key)}=${value === "" ? "" : word(value)}`;
}

const word = (text: string): string => (/^[^\s"=]+$/.test(text) ? text : `"${text.replace(/["\\]/g, "\\$&")}"`);
