// What is remembered of a group between its messages, so that a later one can answer or change the first: a Slack message's
// timestamp, an e-mail's id. Kept for the next run; forgotten when the group is over, or after a month without a word.
import { createHash } from "node:crypto";
import { z } from "zod";
import { type EpochMs, hours } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Ledger } from "../ledger/ledger";

export interface Conversations {
  /** What was noted for the group under this integration; undefined when nothing is. */
  get(groupKey: string): string | undefined;
  note(groupKey: string, value: string): void;
  end(groupKey: string): void;
}

export interface ConversationBook {
  of(integrationId: string): Conversations;
  forget(integrationId: string): void;
}

const prefix = "receiver/group/";
const oldest = hours(24 * 30);
const entrySchema = z.object({ at: z.number(), value: z.string() });

export async function openConversations(ledger: Pick<Ledger, "keep" | "kept">, clock: Clock): Promise<ConversationBook> {
  const entries = new Map<string, { at: EpochMs; value: string }>();
  for (const [key, raw] of await ledger.kept(prefix)) {
    const entry = entrySchema.safeParse(raw);
    if (entry.success && clock.now() - entry.data.at < oldest) entries.set(key, entry.data);
    else ledger.keep(key, undefined);
  }

  function forget(key: string): void {
    if (entries.delete(key)) ledger.keep(key, undefined);
  }

  return {
    of(integrationId) {
      const keyOf = (groupKey: string) => `${prefixOf(integrationId)}${shortHash(groupKey)}`;
      return {
        get: (groupKey) => entries.get(keyOf(groupKey))?.value,
        note(groupKey, value) {
          const entry = { at: clock.now(), value };
          entries.set(keyOf(groupKey), entry);
          ledger.keep(keyOf(groupKey), entry);
        },
        end: (groupKey) => forget(keyOf(groupKey)),
      };
    },
    forget(integrationId) {
      for (const key of [...entries.keys()]) if (key.startsWith(prefixOf(integrationId))) forget(key);
    },
  };
}

/** For messages that nobody will answer: a test, a preview. */
export const noConversations: Conversations = { get: () => undefined, note: () => undefined, end: () => undefined };

const prefixOf = (integrationId: string) => `${prefix}${integrationId}/`;

/** A group's key may be long and hold anything. */
export const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);
