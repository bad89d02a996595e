// Which secrets an integration uses, where they go, and when stored ones may go along with a changed integration. A window can write
// any address into one; it must not be able to have a stored secret sent to a server of its choice.
import type { Integration } from "#shared/contract/receivers";
import { AppError } from "#shared/model/failure";
import { isSameServer } from "../connections/inherit";
import type { Secrets } from "../secrets/secrets";
import type { ReadSecret } from "../sources/http/credentials";
import { typeOf } from "./kinds";

export const ownerOf = (integrationId: string): string => `receiver/${integrationId}`;

export const secretNamesOf = (integration: Integration): string[] => typeOf(integration).secretNames(integration);

/** For sentences: `routingKey` is "integration key". */
export function wordsForSecret(name: string): string {
  if (name.startsWith("header:")) return `value of the header ${name.slice("header:".length)}`;
  return words.get(name) ?? name;
}

const words: ReadonlyMap<string, string> = new Map([
  ["url", "address"],
  ["webhookUrl", "webhook address"],
  ["routingKey", "integration key"],
]);

/** The stored secrets that the changed integration would go on using; refuses where they would go to another server. */
export async function inheritedSecrets(
  { now, was, given }: { now: Integration; was: Integration | undefined; given: ReadonlyMap<string, unknown> },
  secrets: Pick<Secrets, "get" | "list">,
): Promise<string[]> {
  if (!was || was.kind !== now.kind) return [];
  const stored = secrets.list(ownerOf(was.id)).stored;
  const names = secretNamesOf(now).filter((name) => stored.includes(name) && !given.has(name));
  // A secret address goes nowhere but to itself.
  const carried = names.filter((name) => name !== "url" && name !== "webhookUrl");
  if (carried.length === 0) return names;
  const secretUrl = (name: string) => secrets.get(ownerOf(was.id), name).catch(() => undefined);
  const before = destinationOf(was) ?? (await secretUrl("url"));
  const newUrl = given.get("url");
  const after = destinationOf(now) ?? (typeof newUrl === "string" ? newUrl : await secretUrl("url"));
  if (before !== undefined && after !== undefined && leadsToTheSame(before, after)) return names;
  throw new AppError({
    kind: "refused",
    say: "The address leads to another server than before, so the stored secrets are not sent to it: enter them again.",
  });
}

const leadsToTheSame = (before: string, after: string): boolean =>
  before === after || (URL.canParse(before) && URL.canParse(after) && isSameServer(before, after));

const destinationOf = (integration: Integration) => typeOf(integration).destination(integration);

/** Reads the stored secrets, with what the vault says about a locked one in words that fit a receiver. */
export const storedSecretReader =
  (secrets: Pick<Secrets, "get">, integrationId: string): ReadSecret =>
  async (name) => {
    try {
      return await secrets.get(ownerOf(integrationId), name);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const say = `the stored ${wordsForSecret(name)} cannot be opened here, because another keychain sealed it: enter it again`;
      throw new AppError({ kind: "refused", say }, { cause: error });
    }
  };
