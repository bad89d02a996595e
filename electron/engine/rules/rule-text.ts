// The text of a rule file as people have it: mostly UTF-8, but also as editors of Windows save it.
import { createHash } from "node:crypto";

export interface RuleText {
  text: string;
  /** What it was written in, where that is not what Prometheus reads. */
  encoding?: "UTF-16" | "Windows-1252";
}

export function decodeRuleText(bytes: Uint8Array): RuleText {
  const wide = utf16Of(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: "UTF-16" };
  try {
    // The decoder takes a byte order mark away.
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    // Not UTF-8. Every byte is a character of Windows-1252, which is what is left in the wild.
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "Windows-1252" };
  }
}

/** By its byte order mark; without one, a rule file begins with two characters of ASCII. */
function utf16Of([first, second, third, fourth]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first && second === 0 && third && fourth === 0) return "utf-16le";
  return first === 0 && second && third === 0 && fourth ? "utf-16be" : undefined;
}

/** Tells one text from another, so that a later save knows that the file is still the same. */
export const revisionOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 24);
