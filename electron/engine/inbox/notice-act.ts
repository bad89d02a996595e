// What the buttons on a notice do, without a window.
import { matchersFor } from "#shared/alerting/matchers-for";
import type { NoticeAction } from "#shared/contract/notifications";
import type { SilenceDraft } from "#shared/contract/silences";
import { hours } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Inbox } from "./inbox";

export interface NoticeActOptions {
  inbox: Pick<Inbox, "get" | "acknowledge">;
  saveSilence(draft: SilenceDraft): Promise<unknown>;
  clock: Clock;
  /** Who sits here. */
  user: string;
}

export function createNoticeAct({ inbox, saveSilence, clock, user }: NoticeActOptions) {
  return async (action: NoticeAction, alertIds: readonly string[]): Promise<void> => {
    const now = clock.now();
    const alerts = alertIds.flatMap((id) => inbox.get(id) ?? []);
    if (alerts.length === 0) return;
    if (action === "acknowledge") {
      inbox.acknowledge(
        alerts.map(({ id }) => id),
        { at: now, comment: "from its notification" },
      );
      return;
    }
    await saveSilence({
      home: "local",
      matchers: matchersFor(alerts),
      startsAt: now,
      endsAt: now + hours(1),
      createdBy: user,
      comment: "from its notification",
    });
  };
}
