// Whether there is still something to tell of alerts, as the inbox has them now.
import type { InboxAlert } from "#shared/model/alert";
import { type EpochMs, type Milliseconds, minutes } from "#shared/units/time";
import type { Inbox } from "../inbox/inbox";
import type { NoticeRecord } from "./notice-records";

/** An end is told by its group's next turn, which is never so far away. */
const endIsToldWithin: Milliseconds = minutes(15);

/** It fires, and nobody and nothing keeps it quiet. */
export const isOpen = (alert: InboxAlert | undefined): boolean =>
  alert !== undefined && alert.state === "firing" && !isCaredFor(alert);

/** Gone, or somebody or something keeps it quiet. */
export const isCaredFor = (alert: InboxAlert | undefined): boolean =>
  alert === undefined || alert.muted !== undefined || alert.acknowledged !== undefined;

/** Whether a notice on the screen has nothing to say any more. That its alerts just ended is what their group tells next. */
export function isOver({ alerts }: Pick<NoticeRecord, "alerts">, inbox: Pick<Inbox, "get">, now: EpochMs): boolean {
  const found = alerts.map(({ id }) => inbox.get(id));
  if (found.some(isOpen)) return false;
  const endedLongAgo = (alert: InboxAlert | undefined) => now - (alert?.resolvedAt ?? now) >= endIsToldWithin;
  return found.some(isCaredFor) || found.every(endedLongAgo);
}
