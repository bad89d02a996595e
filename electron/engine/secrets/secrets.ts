// Passwords, tokens and header values, sealed by the shell's vault, in a file of their own. Only the engine reads them:
// nothing here returns one to a window, and no error or log line holds one.
import { join } from "node:path";
import { z } from "zod";
import type { SecretStorage } from "#shared/contract/app";
import { AppError } from "#shared/model/failure";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { codeOf, readJson, setAside, writeJson } from "../settings/json-file";
import type { Problems } from "../settings/problems";
import type { SettingsStore } from "../settings/settings";
import type { Vault } from "./vault";

export interface Secrets {
  /** How secrets are kept, given what the user allows now. */
  storage(): SecretStorage;
  /** The secret, or undefined when there is none. Throws `refused` when it is locked: another vault sealed it. */
  get(owner: string, name: string): Promise<string | undefined>;
  /** Stores some of an owner's secrets at once; `undefined` forgets one. Throws `refused` where storing is not allowed. */
  set(owner: string, values: ReadonlyMap<string, string | undefined>): Promise<void>;
  /** Forgets all of an owner's secrets. */
  remove(owner: string): Promise<void>;
  /** Names of all of an owner's secrets, and of those among them that this vault cannot open. */
  list(owner: string): { stored: string[]; locked: string[] };
}

export interface SecretsOptions {
  folder: string;
  vault: Vault;
  settings: SettingsStore;
  problems: Problems;
  log: Log;
  clock: Clock;
}

const entrySchema = z.object({ seal: z.enum(["keychain", "none"]), data: z.string() });
const fileSchema = z.object({ version: z.literal(1), entries: z.unknown() });
type Entry = z.infer<typeof entrySchema>;

/** Opens `secrets.json` in the folder. A damaged file is set aside and becomes a problem in words. */
export async function openSecrets({ folder, vault, settings, problems, log, clock }: SecretsOptions): Promise<Secrets> {
  const path = join(folder, "secrets.json");
  /** Entries by `<owner>/<name>`. Entries that this version does not understand are kept as they are, for the one that does. */
  let isBlocked = false;
  let entries = await load();
  let queue: Promise<unknown> = Promise.resolve();
  /** Entries that this vault sealed, or so they say, and could not open: the system's keyring was reset, or is another user's. */
  const unopened = new Set<unknown>();

  async function load(): Promise<Map<string, unknown>> {
    const found = await readJson(path);
    if (found.kind === "absent") return new Map();
    const file = found.kind === "read" ? fileSchema.safeParse(found.value) : undefined;
    if (file?.success && isObject(file.data.entries)) return new Map(Object.entries(file.data.entries));
    const reason = found.kind === "damaged" ? found.reason : "is not of a kind that this version reads";
    let kept: string;
    try {
      kept = `it is kept as ${await setAside(path, "damaged", clock.now())}`;
    } catch (error) {
      isBlocked = true;
      kept = `it could not be set aside (${codeOf(error)}), so none are stored until ${path} is moved away`;
    }
    const text = `The file of stored passwords ${reason}; ${kept}. Passwords have to be entered again.`;
    problems.add("critical", text);
    log.warn(text);
    return new Map();
  }

  const storage = () => vault.storage(settings.get().preferences.allowUnencryptedSecrets);

  function isLocked(entry: unknown): boolean {
    const known = entrySchema.safeParse(entry);
    return !known.success || known.data.seal !== vault.seal || unopened.has(entry);
  }

  async function change(edit: (next: Map<string, unknown>) => Promise<void>): Promise<void> {
    const changed = queue.then(async () => {
      const next = new Map(entries);
      await edit(next);
      if (isBlocked)
        throw new AppError({ kind: "refused", say: `Secrets are not stored until the damaged ${path} is moved away.` });
      try {
        await writeJson(path, { version: 1, entries: Object.fromEntries(next) });
      } catch (error) {
        throw new AppError({ kind: "refused", say: `Secrets could not be written to ${path} (${codeOf(error)}).`, retry: true });
      }
      entries = next;
    });
    // The caller hears of a failure; the changes behind it in the queue go on.
    queue = changed.catch(() => undefined);
    return changed;
  }

  async function seal(name: string, value: string): Promise<Entry> {
    try {
      return { seal: vault.seal, data: await vault.encrypt(value) };
    } catch {
      // The cause is left out on purpose: what failed was handed the secret, and may quote it.
      throw new AppError({
        kind: "refused",
        say: `The ${wordsFor(name)} was not stored: the system's keychain did not take it.`,
      });
    }
  }

  return {
    storage,

    async get(owner, name) {
      const entry = entries.get(keyOf(owner, name));
      if (entry === undefined) return undefined;
      if (isLocked(entry)) throw lockedError(name);
      try {
        return await vault.decrypt(entrySchema.parse(entry).data);
      } catch {
        // As above: no cause. The entry stays where it is, for the keyring that can open it.
        unopened.add(entry);
        throw lockedError(name);
      }
    },

    set: (owner, values) =>
      change(async (next) => {
        const kept = storage();
        for (const [name, value] of values) {
          if (value === undefined) next.delete(keyOf(owner, name));
          else if (kept.kind === "refused") throw refusedError(name, kept);
          else next.set(keyOf(owner, name), await seal(name, value));
        }
      }),

    remove: (owner) =>
      change(async (next) => {
        for (const key of [...next.keys()]) if (key.startsWith(`${owner}/`)) next.delete(key);
      }),

    list(owner) {
      const own = [...entries].filter(([key]) => key.startsWith(`${owner}/`));
      const nameOf = ([key]: [string, unknown]) => key.slice(owner.length + 1);
      return {
        stored: own.map(nameOf).sort(),
        locked: own
          .filter(([, entry]) => isLocked(entry))
          .map(nameOf)
          .sort(),
      };
    },
  };
}

const keyOf = (owner: string, name: string) => `${owner}/${name}`;

/** `header:X-Scope-OrgID` in words. */
const wordsFor = (name: string) => (name.startsWith("header:") ? `value of the header ${name.slice(7)}` : name);

const lockedError = (name: string) =>
  new AppError({
    kind: "refused",
    say: `The stored ${wordsFor(name)} cannot be opened here: it was sealed by another keychain. Enter it again in the connection's settings.`,
  });

const refusedError = (name: string, { detail }: SecretStorage) =>
  new AppError({
    kind: "refused",
    say: `The ${wordsFor(name)} was not stored: ${detail}. To store it without encryption, turn on “Allow unencrypted secrets” in Settings.`,
  });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
