import type { Notify } from "../notify/notify";
import type { WindowNotifier } from "../notify/window-notifier";
import type { Api } from "./api";

/** `windows` only in the browser shell; in the desktop shell the system itself reports, and a window's word counts for nothing. */
export function setUpNotificationsApi(api: Api, { notify, windows }: { notify: Notify; windows?: WindowNotifier }): void {
  api.answer("notifications.report", (report, { session }) => {
    windows?.report(session, report);
    return {};
  });
  api.answer("notifications.capability", ({ permission }, { session }) => {
    windows?.setPermission(session, permission);
    return {};
  });
  api.answer("notifications.test", async () => ({ outcome: await notify.test() }));
}
