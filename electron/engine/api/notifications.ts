import type { WindowNotifier } from "../notify/window-notifier";
import type { NativeDelivery } from "../receivers/integrations";
import type { Api } from "./api";

export interface NotificationsApiOptions {
  notify: Pick<NativeDelivery, "test">;
  /** Only in the browser shell; in the desktop shell the system itself reports, and a window's word counts for nothing. */
  windows?: WindowNotifier;
}

export function setUpNotificationsApi(api: Api, { notify, windows }: NotificationsApiOptions): void {
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
