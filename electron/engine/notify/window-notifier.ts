// The notifier of the browser shell: it hands each notice to one window that may show notifications, never to two, and waits
// for that window to say what came of it.
import type { EventValue } from "#shared/contract/index";
import type { Notice } from "#shared/contract/notifications";
import { seconds } from "#shared/units/time";
import type { Api } from "../api/api";
import type { Clock } from "../clock";
import type { NoticeReport, Notifier } from "./notifier";

export type Permission = "granted" | "denied" | "default" | "unsupported";

export interface WindowNotifier extends Notifier {
  /** A window said whether it may show notifications. */
  setPermission(session: string, permission: Permission): void;
  /** A window said what came of a notice. */
  report(session: string, report: { id: string; outcome: "shown" | "failed" | "clicked"; reason?: string }): void;
}

interface Handed {
  session: string;
  notice: Notice;
  report: NoticeReport;
  /** Stops waiting for the first report. */
  cancel: () => void;
}

const answerWithin = seconds(5);
/** Notices whose click is still awaited; the oldest are forgotten. */
const remembered = 200;

export function createWindowNotifier(api: Api, clock: Clock): WindowNotifier {
  /** In the order in which the windows reported: the last one is the most recent. */
  const permissions = new Map<string, Permission>();
  const handed = new Map<string, Handed>();
  const forget = (session: string) => {
    permissions.delete(session);
    for (const [id, one] of handed) {
      if (one.session !== session) continue;
      handed.delete(id);
      one.cancel();
    }
  };
  api.onSessionEnd(forget);

  function publish(notice: EventValue<"notifications.show">): string | undefined {
    const granted = [...permissions].filter(([, permission]) => permission === "granted").map(([session]) => session);
    return granted.reverse().find((session) => api.publishTo(session, "notifications.show", notice));
  }

  function whyNobody(): string {
    const known = [...permissions.values()];
    if (known.includes("denied")) return "the browser was told not to show notifications of Watchdeck";
    if (known.includes("unsupported")) return "the browser cannot show notifications";
    return "no window with notification permission is open";
  }

  return {
    show(notice, report) {
      const session = publish(notice);
      if (session === undefined) return report("failed", whyNobody());
      let isAnswered = false;
      const once: NoticeReport = (outcome, reason) => {
        if (outcome !== "clicked" && isAnswered) return;
        isAnswered = true;
        stopWaiting();
        report(outcome, reason);
      };
      const stopWaiting = clock.setTimer(() => once("failed", "the window did not show it within 5 s"), answerWithin);
      const cancel = () => once("failed", "the window was closed before it showed it");
      handed.set(notice.id, { session, notice, report: once, cancel });
      const [oldest] = handed.keys();
      if (handed.size > remembered && oldest !== undefined) handed.delete(oldest);
    },

    withdraw() {
      // A browser's notice is replaced by the next one of its tag, or closed by its user.
    },

    setPermission(session, permission) {
      permissions.delete(session);
      permissions.set(session, permission);
    },

    report(session, { id, outcome, reason }) {
      const one = handed.get(id);
      // Only the window that was handed a notice has a say in it.
      if (one?.session !== session) return;
      one.report(outcome, reason);
      if (outcome === "clicked") api.publishTo(session, "navigation.open", { route: one.notice.route });
    },
  };
}
