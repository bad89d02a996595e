// What a receiver would send and whether it arrives, before it is saved.
import type { CallOutput, CallRequest } from "#shared/contract/index";
import type { Integration } from "#shared/contract/receivers";
import { AppError } from "#shared/model/failure";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { noConversations } from "./conversations";
import { deliver } from "./delivery";
import type { NativeDelivery } from "./integrations";
import { labelOf, openChannel } from "./kinds";
import { createLane } from "./lane";
import { previewGroup, testGroup } from "./made-up-group";
import type { SecretDesk } from "./secret-desk";

export interface Drafts {
  preview(request: CallRequest<"receivers.preview">): Promise<CallOutput<"receivers.preview">>;
  test(request: CallRequest<"receivers.test">, signal: AbortSignal): Promise<CallOutput<"receivers.test">>;
}

export interface DraftsOptions {
  /** The stored integration that a draft changes. */
  find(integrationId: string): Integration | undefined;
  native: NativeDelivery;
  desk: SecretDesk;
  clock: Clock;
  log: Log;
  random(): number;
}

export function createDrafts({ find, native, desk, clock, log, random }: DraftsOptions): Drafts {
  function pick({ receiver, integrationId }: Pick<CallRequest<"receivers.test">, "receiver" | "integrationId">) {
    const now = receiver.integrations.find(({ id }) => id === integrationId);
    if (!now) throw new AppError({ kind: "bad-request", say: "The draft has no integration of that id." });
    return { now, was: find(integrationId) };
  }

  return {
    async preview({ receiver, integrationId, notification, secrets: given }) {
      const { now, was } = pick({ receiver, integrationId });
      if (now.kind === "native") {
        throw new AppError({
          kind: "not-supported",
          say: "What a notification on this computer looks like is up to its system.",
        });
      }
      await checkIntegration(now);
      const channel = await openChannel({
        integration: now,
        readSecret: async () => undefined,
        conversations: noConversations,
        clock,
      });
      const preview = await channel.preview(notification ?? previewGroup(receiver.name, clock.now()));
      return { ...preview, problems: [...preview.problems, ...desk.missing(now, was, given)] };
    },

    async test({ receiver, integrationId, secrets: given }, signal) {
      const { now, was } = pick({ receiver, integrationId });
      if (now.kind === "native") {
        const say = await native.test();
        return { isSent: !say.startsWith("not shown"), say };
      }
      await checkIntegration(now);
      const readSecret = await desk.readerFor(now, was, given);
      const channel = await openChannel({ integration: now, readSecret, conversations: noConversations, clock });
      try {
        const { kind, say } = await deliver(
          testGroup(receiver.name, clock.now()),
          { open: async () => channel, lane: createLane(clock), clock, log, random, label: labelOf(now), mostTries: 1 },
          signal,
        );
        return { isSent: kind === "sent", say };
      } finally {
        await channel.close();
      }
    },
  };
}

// The language of templates is loaded when somebody writes one: it is large, and most consoles have none.
const checkIntegration = async (integration: Integration) => (await import("./check-integration")).checkIntegration(integration);
