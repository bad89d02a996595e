// Puts what fires into one notice: a group by itself, or many groups as a digest.
import type { NoticeAction } from "#shared/contract/notifications";
import type { GroupNotification, NotifiedAlert } from "#shared/model/notification";
import type { Inbox } from "../inbox/inbox";
import { type NoticeRecords, recordedAlert } from "./notice-records";
import { digestWords, firingWords, urgencyOf } from "./notice-words";
import type { NoticeOutcome } from "./notifier";
import type { Raise } from "./raise";
import { isOpen } from "./still";

export const digestTag = "digest";
const buttons: NoticeAction[] = ["acknowledge", "silence-1h"];

export interface Said {
  outcome: NoticeOutcome;
  noticeId: string;
  title: string;
  /** How many others each alert was told with. */
  together: number;
}

export interface SayOptions {
  raise: Raise;
  records: Pick<NoticeRecords, "get">;
  inbox: Pick<Inbox, "get">;
}

export function createSay({ raise, records, inbox }: SayOptions) {
  return {
    /** `isQuiet`: what stands on the screen is put right, which is no news and counts as none. */
    async one(tag: string, notification: GroupNotification, { isQuiet = false } = {}): Promise<Said> {
      const firing = firingOf(notification);
      const words = firingWords(notification);
      const urgency = urgencyOf(firing);
      const { noticeId, ...outcome } = await raise({
        tag,
        ...words,
        urgency,
        route: firing[0] ? `/alerts/${firing[0].id}` : "/alerts",
        actions: buttons,
        says: "firing",
        alerts: firing.map(recordedAlert),
        isCounted: !isQuiet && urgency !== "critical",
        isQuiet,
      });
      return { outcome, noticeId, title: words.title, together: firing.length - 1 };
    },

    /** `waited`: they were held back until now. */
    async many(notifications: readonly GroupNotification[], { waited }: { waited: boolean }): Promise<Said> {
      const firing = notifications.flatMap(firingOf);
      const known = new Set(firing.map(({ id }) => id));
      // The digest that it takes the place of may have told of others that still fire.
      const older = (records.get(digestTag)?.alerts ?? []).filter(({ id }) => !known.has(id) && isOpen(inbox.get(id)));
      const all = [...firing, ...older.flatMap(({ id }) => shortOf(id))];
      const words = digestWords(all, { waited });
      const urgency = urgencyOf(all);
      const { noticeId, ...outcome } = await raise({
        tag: digestTag,
        ...words,
        urgency,
        route: "/alerts",
        actions: [],
        says: "firing",
        alerts: [...firing.map(recordedAlert), ...older],
        isCounted: urgency !== "critical",
      });
      return { outcome, noticeId, title: words.title, together: firing.length - 1 };
    },
  };

  function shortOf(id: string): { labels: NotifiedAlert["labels"]; status: "firing" }[] {
    const alert = inbox.get(id);
    return alert ? [{ labels: alert.labels, status: "firing" }] : [];
  }
}

export const firingOf = ({ alerts }: GroupNotification): NotifiedAlert[] => alerts.filter(({ status }) => status === "firing");
