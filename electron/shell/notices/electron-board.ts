// Notices as Electron raises them: on macOS and Windows, and on a Linux without a D-Bus that we could speak to.
import { Notification } from "electron";
import type { Notice } from "#shared/contract/notifications";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { NoticeOutcome } from "../../engine/notify/notifier";
import { bodyFor } from "../notice-body";
import { actionWords, type NoticeBoard, type NoticeListener } from "./notice-board";

/** On Linux nothing reports that no notification service answered: silence for so long is taken for it. */
const patience: Milliseconds = seconds(5);
const passesAfter: Milliseconds = seconds(8);

export function createElectronBoard({
  clicked,
  acted,
  closed,
}: Pick<NoticeListener, "clicked" | "acted" | "closed">): NoticeBoard {
  // The newest of each tag is kept, or its click would be collected with it.
  const shown = new Map<string, Notification>();

  function withdraw(tag: string): void {
    shown.get(tag)?.close();
    shown.delete(tag);
  }

  function raise(notice: Notice, settle: (outcome: NoticeOutcome) => void): void {
    const notification = new Notification({
      title: notice.title,
      body: bodyFor(process.platform, notice.body),
      urgency: notice.urgency,
      silent: notice.isSilent,
      timeoutType: notice.urgency === "critical" ? "never" : "default",
      // Only macOS shows them; elsewhere they are passed over.
      actions: notice.actions.map((action) => ({ type: "button" as const, text: actionWords[action] })),
    });
    shown.set(notice.tag, notification);
    const silence = setTimeout(() => settle({ kind: "failed", reason: "no notification service answered" }), patience);
    notification.on("show", () => {
      clearTimeout(silence);
      settle({ kind: "shown" });
      if (notice.isPassing) setTimeout(() => shown.get(notice.tag) === notification && withdraw(notice.tag), passesAfter);
    });
    notification.on("failed", (_event, error) => {
      clearTimeout(silence);
      settle({ kind: "failed", reason: error });
    });
    notification.on("click", () => clicked(notice));
    // Of a newer one's place, it was taken away to make room.
    notification.on("close", () => shown.get(notice.tag) === notification && closed(notice));
    notification.on("action", (_event, index) => {
      const action = notice.actions[index];
      if (action) acted(notice, action);
    });
    notification.show();
  }

  return {
    show(notice) {
      if (!Notification.isSupported())
        return Promise.resolve({ kind: "failed", reason: "this system has no notification service" });
      withdraw(notice.tag);
      return new Promise((resolve) => raise(notice, resolve));
    },
    withdraw,
  };
}
