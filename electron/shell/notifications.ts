import { Notification } from "electron";
import type { Notice } from "#shared/contract/notifications";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { EngineHost } from "./engine-host";
import { bodyFor } from "./notice-body";

/** On Linux nothing reports that no notification service answered: silence for so long is taken for it. */
const patience: Milliseconds = seconds(5);

/** Raises native notifications for the engine. The newest of each tag is kept, or its click would be collected with it. */
export function setUpNotifications(host: EngineHost, showWindow: () => void): void {
  const shown = new Map<string, Notification>();

  function show(notice: Notice): void {
    const report = (outcome: "shown" | "failed" | "clicked", reason?: string) =>
      host.post({ t: "notice-outcome", id: notice.id, outcome, reason });
    if (!Notification.isSupported()) {
      report("failed", "this system has no notification service");
      return;
    }
    shown.get(notice.tag)?.close();
    const notification = new Notification({
      title: notice.title,
      body: bodyFor(process.platform, notice.body),
      urgency: notice.urgency,
      timeoutType: notice.urgency === "critical" ? "never" : "default",
    });
    shown.set(notice.tag, notification);
    const silence = setTimeout(() => report("failed", "no notification service answered"), patience);
    notification.on("show", () => {
      clearTimeout(silence);
      report("shown");
    });
    notification.on("failed", (_event, error) => {
      clearTimeout(silence);
      report("failed", error);
    });
    notification.on("click", () => {
      report("clicked");
      showWindow();
      host.post({ t: "go-to", route: notice.route });
    });
    notification.show();
  }

  host.onMessage((message) => {
    if (message.t === "notice") show(message.notice);
    if (message.t === "withdraw") {
      shown.get(message.tag)?.close();
      shown.delete(message.tag);
    }
  });
}
