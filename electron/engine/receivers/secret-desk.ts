// Takes the secrets of receivers in, hands them to what sends, and never back to a window.
import type { Integration, ReceiverDraft } from "#shared/contract/receivers";
import { AppError } from "#shared/model/failure";
import type { Secrets } from "../secrets/secrets";
import type { ReadSecret } from "../sources/http/credentials";
import { inheritedSecrets, ownerOf, secretNamesOf, storedSecretReader, wordsForSecret } from "./secrets-of";

type Given = ReceiverDraft["secrets"];

export interface SecretDesk {
  /** Stores what was given for each, and forgets what is not used any more. Refuses before anything changed. */
  store(now: readonly Integration[], was: readonly Integration[], given: Given): Promise<void>;
  storeAll(values: ReadonlyMap<string, ReadonlyMap<string, string>>): Promise<void>;
  /** The secrets of a draft: those given with it, and the stored ones that it may use. */
  readerFor(now: Integration, was: Integration | undefined, given: Given): Promise<ReadSecret>;
  /** What a draft cannot be sent without, in sentences. */
  missing(now: Integration, was: Integration | undefined, given: Given): string[];
  marks(integrationId: string): { storedSecrets: string[]; lockedSecrets: string[] };
  remove(integrationId: string): Promise<void>;
}

export function createSecretDesk(secrets: Secrets): SecretDesk {
  const givenFor = (given: Given, id: string): Map<string, string | undefined> => {
    const own = Object.hasOwn(given, id) ? given[id] : undefined;
    return new Map(Object.entries(own ?? {}).map(([name, value]) => [name, value === "" ? undefined : value]));
  };

  /** The vault says why it does not store in words for its own names of secrets. */
  function refuseWhereNotStored(changes: ReadonlyMap<string, string | undefined>): void {
    const name = [...changes].find(([, value]) => value !== undefined)?.[0];
    const storage = secrets.storage();
    if (name === undefined || storage.kind !== "refused") return;
    throw new AppError({
      kind: "refused",
      say: `The ${wordsForSecret(name)} was not stored: ${storage.detail}. To store it without encryption, turn on “Allow unencrypted secrets” in Settings.`,
    });
  }

  return {
    async store(now, was, given) {
      const changes: [owner: string, values: Map<string, string | undefined>][] = [];
      for (const integration of now) {
        const own = givenFor(given, integration.id);
        const before = was.find(({ id }) => id === integration.id);
        await inheritedSecrets({ now: integration, was: before, given: own }, secrets);
        const used = secretNamesOf(integration);
        const values = new Map([...own].filter(([name]) => used.includes(name)));
        const owner = ownerOf(integration.id);
        for (const name of secrets.list(owner).stored) if (!used.includes(name)) values.set(name, undefined);
        refuseWhereNotStored(values);
        if (values.size > 0) changes.push([owner, values]);
      }
      for (const [owner, values] of changes) await secrets.set(owner, values);
    },

    async storeAll(values) {
      for (const [, own] of values) refuseWhereNotStored(own);
      for (const [id, own] of values) await secrets.set(ownerOf(id), own);
    },

    async readerFor(now, was, given) {
      const own = givenFor(given, now.id);
      const fromStore = await inheritedSecrets({ now, was, given: own }, secrets);
      const read = storedSecretReader(secrets, now.id);
      return async (name) => (fromStore.includes(name) ? read(name) : own.get(name));
    },

    missing(now, was, given) {
      const own = givenFor(given, now.id);
      const stored = was?.kind === now.kind ? secrets.list(ownerOf(now.id)).stored : [];
      return (
        secretNamesOf(now)
          // A user without a password is allowed by HTTP, and by no mail server.
          .filter((name) => !(now.kind === "webhook" && name === "password"))
          .filter((name) => (own.has(name) ? own.get(name) === undefined : !stored.includes(name)))
          .map((name) => `The ${wordsForSecret(name)} is missing: enter it before this can be sent.`)
      );
    },

    marks(integrationId) {
      const { stored, locked } = secrets.list(ownerOf(integrationId));
      return { storedSecrets: stored, lockedSecrets: locked };
    },

    remove: (integrationId) => secrets.remove(ownerOf(integrationId)),
  };
}
