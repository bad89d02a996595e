// What the router knows of receivers: which integrations a receiver has, and how to hand one of them a notification.
import type { WhyNot } from "#shared/contract/alerts";
import type { IntegrationKind } from "#shared/contract/receivers";
import type { GroupNotification } from "#shared/model/notification";

/** What came of handing a notification over. `held`: it was decided not to say it; `failed`: it could not be said. */
export type DeliveryOutcome =
  | { kind: "sent"; say: string }
  | { kind: "held"; why: WhyNot; say: string }
  | { kind: "failed"; why?: WhyNot; say: string };

export interface IntegrationFace {
  id: string;
  kind: IntegrationKind;
  sendResolved: boolean;
  /** For sentences: "webhook to hooks.example.org", "e-mail to ops@example.org". */
  label: string;
}

export interface Integrations {
  /** Undefined when there is no such receiver. */
  of(receiver: string): IntegrationFace[] | undefined;
  /**
   * Sends, and sends again with longer and longer pauses, until it is done, hopeless, or aborted. Never rejects: what went wrong is
   * in the outcome, in words that hold no secret.
   */
  deliver(integrationId: string, notification: GroupNotification, signal: AbortSignal): Promise<DeliveryOutcome>;
}

/** The integration that every Watchdeck has: notifications on this machine. */
export interface NativeDelivery {
  deliver(notification: GroupNotification, signal: AbortSignal): Promise<DeliveryOutcome>;
  /** Shows a notice now and says in words what came of it. */
  test(): Promise<string>;
}
