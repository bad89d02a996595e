// What is on its way: one open channel and one lane for each integration that was used, and what came of each message.
import type { Integration } from "#shared/contract/receivers";
import { AppError } from "#shared/model/failure";
import type { GroupNotification } from "#shared/model/notification";
import type { Clock } from "../clock";
import type { Log } from "../log";
import type { Secrets } from "../secrets/secrets";
import type { Channel } from "./channel";
import type { ConversationBook } from "./conversations";
import { deliver } from "./delivery";
import type { DeliveryOutcome, NativeDelivery } from "./integrations";
import { labelOf, openChannel, type SendingIntegration, typeOf } from "./kinds";
import { createLane, type Lane } from "./lane";
import { storedSecretReader } from "./secrets-of";
import type { IntegrationStates } from "./states";

export interface Outgoing {
  deliver(integrationId: string, notification: GroupNotification, signal: AbortSignal): Promise<DeliveryOutcome>;
  /** The integrations or their secrets changed: whatever is tried next is tried with the new ones. */
  reconnect(ids: Iterable<string>): void;
  /** They are gone, and all that was remembered of them. */
  forget(ids: Iterable<string>): void;
  close(): Promise<void>;
}

export interface OutgoingOptions {
  find(integrationId: string): Integration | undefined;
  native: NativeDelivery;
  secrets: Pick<Secrets, "get">;
  states: IntegrationStates;
  conversations: ConversationBook;
  clock: Clock;
  log: Log;
  random(): number;
}

const changedMeanwhile = "its receiver was changed meanwhile";
const ourBug = "something went wrong inside Watchdeck; the log has the details";

export function createOutgoing({ find, native, secrets, states, conversations, clock, log, random }: OutgoingOptions): Outgoing {
  const lanes = new Map<string, Lane>();
  const channels = new Map<string, Promise<Channel>>();

  function channelOf(integration: SendingIntegration): Promise<Channel> {
    const { id } = integration;
    const known = channels.get(id);
    if (known) return known;
    const readSecret = storedSecretReader(secrets, id);
    const opened = openChannel({ integration, readSecret, conversations: conversations.of(id), clock });
    channels.set(id, opened);
    opened.catch(() => channels.delete(id));
    return opened;
  }

  function laneOf(id: string): Lane {
    const lane = lanes.get(id) ?? createLane(clock);
    lanes.set(id, lane);
    return lane;
  }

  function closeChannel(id: string): void {
    const channel = channels.get(id);
    channels.delete(id);
    // One that never opened has nothing to close; its users have heard why.
    void channel?.then((open) => open.close()).catch(() => undefined);
  }

  function reconnect(ids: Iterable<string>): void {
    for (const id of ids) {
      closeChannel(id);
      // The new address was never asked for quiet.
      lanes.delete(id);
    }
  }

  /** Found anew for each try: somebody may have put it right meanwhile. */
  async function openNow(id: string): Promise<Channel> {
    const integration = find(id);
    if (integration && integration.kind !== "native") {
      // One that was imported may still lack what only its user knows: without a server's name, mail would go to this machine.
      const problem = typeOf(integration).problem(integration);
      if (problem !== undefined) throw new AppError({ kind: "bad-request", say: problem });
      return channelOf(integration);
    }
    throw new AppError({ kind: "not-found", say: changedMeanwhile });
  }

  async function deliverNatively(id: string, notification: GroupNotification, signal: AbortSignal): Promise<DeliveryOutcome> {
    try {
      const outcome = await native.deliver(notification, signal);
      states.learn(id, { kind: outcome.kind === "failed" ? "hopeless" : "sent", say: outcome.say });
      return outcome;
    } catch (error) {
      log.error("a notification on this computer failed", error);
      return { kind: "failed", why: "failed", say: ourBug };
    }
  }

  return {
    async deliver(id, notification, signal) {
      const integration = find(id);
      if (!integration) return { kind: "failed", why: "no-receiver", say: changedMeanwhile };
      if (integration.kind === "native") return deliverNatively(id, notification, signal);
      return deliver(
        notification,
        {
          open: () => openNow(id),
          lane: laneOf(id),
          clock,
          log,
          random,
          label: labelOf(integration),
          onAttempt(attempt) {
            states.learn(id, attempt);
            // A CA file may have been renewed since it was read.
            if (attempt.kind === "hopeless") closeChannel(id);
          },
          onWaiting: (isWaiting) => states.waits(id, isWaiting),
        },
        signal,
      );
    },

    reconnect,

    forget(ids) {
      for (const id of ids) {
        reconnect([id]);
        states.forget(id);
        conversations.forget(id);
      }
    },

    async close() {
      const open = [...channels.values()];
      channels.clear();
      await Promise.allSettled(open.map(async (channel) => (await channel).close()));
    },
  };
}
