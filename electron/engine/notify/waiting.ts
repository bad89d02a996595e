// What is to be told but not now: it waits for others to be told with, for its turn, or for quiet to end. Kept over restarts.
import { z } from "zod";
import { whyNotSchema } from "#shared/contract/alerts";
import type { Notice } from "#shared/contract/notifications";
import { type GroupNotification, groupNotificationSchema } from "#shared/model/notification";
import type { Ledger } from "../ledger/ledger";
import type { DeliveryOutcome } from "../receivers/integrations";
import { urgencyOf } from "./notice-words";

const heldSchema = z.object({
  why: whyNotSchema,
  say: z.string(),
});

export interface Waiting {
  tag: string;
  notification: GroupNotification;
  urgency: Notice["urgency"];
  /** Whoever hands it over still waits for the outcome; absent once that was "held". */
  answer?: ((outcome: DeliveryOutcome) => void) | undefined;
  /** Its notice is on its way to the screen. */
  isBeingTold?: boolean;
  /** Why it was not told at once. */
  held?: z.infer<typeof heldSchema> | undefined;
}

const keptSchema = z.object({ tag: z.string(), notification: groupNotificationSchema, held: heldSchema });
const keptUnder = "native/waiting/";

export type WaitingRoom = ReturnType<typeof createWaitingRoom>;

export function createWaitingRoom(ledger: Pick<Ledger, "keep" | "kept">) {
  const waiting = new Map<string, Waiting>();

  function remove({ tag, held }: Waiting): void {
    waiting.delete(tag);
    if (held) ledger.keep(keptUnder + tag, undefined);
  }

  return {
    async load(): Promise<void> {
      for (const [key, value] of await ledger.kept(keptUnder)) {
        const read = keptSchema.safeParse(value);
        if (read.success) waiting.set(read.data.tag, { ...read.data, urgency: urgencyOf(read.data.notification.alerts) });
        else ledger.keep(key, undefined);
      }
    },
    get: (tag: string): Waiting | undefined => waiting.get(tag),
    list: (): Waiting[] => [...waiting.values()],
    add: (item: Waiting) => void waiting.set(item.tag, item),
    remove,
    /** It goes on waiting, and whoever handed it over is told so. */
    hold(item: Waiting, why: z.infer<typeof whyNotSchema>, say: string): void {
      item.held = { why, say };
      if (waiting.get(item.tag) === item) {
        ledger.keep(keptUnder + item.tag, { tag: item.tag, notification: item.notification, held: item.held });
      }
      answerWith(item, { kind: "held", why, say });
    },
  };
}

/** At most once: what comes after "held" goes into the ledger instead. */
export function answerWith(item: Waiting, outcome: DeliveryOutcome): void {
  item.answer?.(outcome);
  item.answer = undefined;
}
