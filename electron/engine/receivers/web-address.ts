// The addresses that messages are posted to: checked before they are used, and told by their host alone, because a path or a
// query may be the key to the door.
import { AppError } from "#shared/model/failure";

/** The address to post to: the one that stands in the settings, or the secret one. */
export async function addressOf(written: string, readSecret: () => Promise<string | undefined>): Promise<string> {
  const address = written.trim() || (await readSecret())?.trim();
  if (address === undefined || address === "") {
    throw new AppError({ kind: "bad-request", say: "no address is stored for this receiver: enter it again" });
  }
  const problem = problemWithAddress(address);
  if (problem !== undefined) throw new AppError({ kind: "bad-request", say: problem });
  return address;
}

/** What is wrong with it, in a sentence that does not repeat it; undefined when nothing is. */
export function problemWithAddress(text: string): string | undefined {
  const address = text.trim();
  if (!/^https?:\/\//i.test(address)) return "The address has to start with http:// or https://.";
  if (!URL.canParse(address)) return "This is not an address; one looks like https://host/path.";
  const { username, password } = new URL(address);
  if (username !== "" || password !== "") {
    return "The address must not hold a user name and password: choose “User and password” and enter them there.";
  }
  return undefined;
}

/** For sentences. */
export const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : "the server");

/** Tokens are longer than words of a path. */
const leastToken = 12;

/** What a far side may repeat of a secret address in its complaint: all of it, the path that it was asked for, or a token in it. */
export function secretPartsOf(address: string): string[] {
  if (!URL.canParse(address)) return [address];
  const { pathname, search, searchParams } = new URL(address);
  const parts = [...pathname.split("/"), ...searchParams.values()].filter((part) => part.length >= leastToken);
  return [address, `${pathname}${search}`, pathname, ...parts];
}
