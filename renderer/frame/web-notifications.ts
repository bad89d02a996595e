// Notices in the browser shell: the engine hands each to one window that may show them, and is told what came of it.
import type { Bridge } from "#shared/contract/bridge";
import type { CallInput } from "#shared/contract/index";
import type { Notice } from "#shared/contract/notifications";

export type NoticePermission = CallInput<"notifications.capability">["permission"];

/** What of the browser is needed, so that a test can stand in for it. */
export interface NoticeBrowser {
  permission(): NoticePermission;
  /** Asks the user; only in answer to a click of theirs, as browsers demand. */
  requestPermission(): Promise<NoticePermission>;
  /** Answers how to take it away. */
  show(notice: Notice, on: { shown(): void; failed(): void; clicked(): void }): () => void;
  focusWindow(): void;
}

export interface WebNotifications {
  permission(): NoticePermission;
  /** In answer to a click: asks the user, and tells the engine. */
  allow(): Promise<NoticePermission>;
  stop(): void;
}

/** Notices that may still be taken away; older ones were seen or not, and nobody waits for them. */
const remembered = 200;
const passesAfterMs = 8000;

interface Options {
  bridge: Bridge;
  browser: NoticeBrowser;
  navigate(route: string): void;
}

/** Offers this window to the engine for showing notices, until stopped. Not for the desktop shell, which has its own. */
export function startWebNotifications({ bridge, browser, navigate }: Options): WebNotifications {
  // A report that is lost (the link broke) is not sent again: the engine's ledger says "handed over", which is true.
  const report = (id: string, outcome: "shown" | "failed" | "clicked", reason?: string) =>
    void bridge.call("notifications.report", { id, outcome, reason }).reply;
  const tellCapability = () => void bridge.call("notifications.capability", { permission: browser.permission() }).reply;

  /** By tag: the newest of each. */
  const closers = new Map<string, () => void>();

  function show(notice: Notice): void {
    try {
      const close = browser.show(notice, {
        shown: () => report(notice.id, "shown"),
        failed: () => report(notice.id, "failed", "The browser could not show the notification."),
        clicked() {
          browser.focusWindow();
          navigate(notice.route);
          report(notice.id, "clicked");
        },
      });
      closers.delete(notice.tag);
      closers.set(notice.tag, close);
      const [oldest] = closers.keys();
      if (closers.size > remembered && oldest !== undefined) closers.delete(oldest);
    } catch (error) {
      report(notice.id, "failed", `The browser refused: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  const stopLink = bridge.onLink((state) => state === "connected" && tellCapability());
  const stopShow = bridge.listen("notifications.show", show);
  const stopWithdraw = bridge.listen("notifications.withdraw", ({ tag }) => {
    closers.get(tag)?.();
    closers.delete(tag);
  });
  return {
    permission: () => browser.permission(),
    async allow() {
      const permission = await browser.requestPermission();
      tellCapability();
      return permission;
    },
    stop() {
      stopLink();
      stopShow();
      stopWithdraw();
    },
  };
}

/** The real browser. */
export const pageBrowser: NoticeBrowser = {
  permission: () => ("Notification" in window ? Notification.permission : "unsupported"),
  requestPermission: async () => ("Notification" in window ? Notification.requestPermission() : "unsupported"),
  show(notice, on) {
    const shown = new Notification(notice.title, {
      body: notice.body,
      tag: notice.tag,
      requireInteraction: notice.urgency === "critical",
      silent: notice.isSilent,
    });
    shown.onshow = on.shown;
    shown.onerror = on.failed;
    shown.onclick = on.clicked;
    if (notice.isPassing) setTimeout(() => shown.close(), passesAfterMs);
    return () => shown.close();
  },
  focusWindow: () => window.focus(),
};
