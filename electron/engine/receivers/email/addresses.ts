// The addresses of an e-mail: several in one line, each with or without a name, checked before a server sees them.
import { AppError } from "#shared/model/failure";
import { plain } from "../words";

export interface MailAddress {
  name: string;
  address: string;
}

/** Reads `Ops <ops@example.org>, dana@example.org`. Throws a sentence that names what is wrong. */
export function readAddresses(text: string, what: string): MailAddress[] {
  const found = splitList(text).map((part) => readOne(part, what));
  if (found.length === 0) throw wrong(`${what} needs an address, such as ops@example.org.`);
  return found;
}

/** At the commas that stand neither in quotes nor in angle brackets. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let part = "";
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && (character === "," || character === ";" || character === "\n")) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  return [...parts, part].map((each) => each.trim()).filter((each) => each !== "");
}

function readOne(text: string, what: string): MailAddress {
  const named = /^(.*?)<([^<>]*)>$/s.exec(text);
  const address = (named?.[2] ?? text).trim();
  const name = plain(named?.[1] ?? "")
    .trim()
    .replace(/^"(.*)"$/, "$1");
  if (!isAddress(address))
    throw wrong(`${what} holds ${JSON.stringify(text.slice(0, 100))}, which is no address; one looks like ops@example.org.`);
  return { name, address };
}

/** No spaces and no control characters: what stands in an envelope command must not be able to begin another one. */
const isAddress = (text: string): boolean => text.length <= 320 && /^[^\s<>@,;:"\\\p{Cc}]+@[^\s<>@,;:"\\\p{Cc}]+$/u.test(text);

const wrong = (say: string) => new AppError({ kind: "bad-request", say });
