// The notifier of the browser shell: it hands each notice to one window that may show notifications, never to two, and waits
// for that window to say what came of it.
import type { Notice } from "#shared/contract/notifications";
import { seconds } from "#shared/units/time";
import type { Api } from "../api/api";
import type { Clock } from "../clock";
import type { NoticeEvent, NoticeOutcome, Notifier } from "./notifier";

export type Permission = "granted" | "denied" | "default" | "unsupported";

export interface WindowNotifier extends Notifier {
  /** A window said whether it may show notifications. */
  setPermission(session: string, permission: Permission): void;
  /** A window said what came of a notice. */
  report(session: string, report: { id: string; outcome: "shown" | "held" | "failed" | "clicked"; reason?: string }): void;
}

interface Handed {
  session: string;
  notice: Notice;
  /** The first answer counts. */
  settle(outcome: NoticeOutcome): void;
}

const answerWithin = seconds(5);
/** Notices whose click is still awaited; the oldest are forgotten. */
const remembered = 200;

export function createWindowNotifier(api: Api, clock: Clock): WindowNotifier {
  /** In the order in which the windows reported: the last one is the most recent. */
  const permissions = new Map<string, Permission>();
  const handed = new Map<string, Handed>();
  const listeners: ((event: NoticeEvent) => void)[] = [];
  const forget = (session: string) => {
    permissions.delete(session);
    for (const [id, one] of handed) {
      if (one.session !== session) continue;
      handed.delete(id);
      one.settle({ kind: "failed", reason: "the window was closed before it showed it" });
    }
  };
  api.onSessionEnd(forget);

  function publish(notice: Notice): string | undefined {
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
    show(notice) {
      const session = publish(notice);
      if (session === undefined) return Promise.resolve({ kind: "failed", reason: whyNobody() });
      return new Promise((resolve) => {
        const settle = (outcome: NoticeOutcome) => {
          stopWaiting();
          resolve(outcome);
        };
        const late: NoticeOutcome = { kind: "failed", reason: "the window did not show it within 5 s" };
        const stopWaiting = clock.setTimer(() => settle(late), answerWithin);
        handed.set(notice.id, { session, notice, settle });
        const [oldest] = handed.keys();
        if (handed.size > remembered && oldest !== undefined) handed.delete(oldest);
      });
    },

    // To all windows: the one that showed it may have reported since as another session.
    withdraw: (tag) => api.publish("notifications.withdraw", { tag }),

    // The windows' word of what an engine before this one raised is lost with that engine's sessions.
    wasShown: async () => false,

    onEvent: (run) => void listeners.push(run),

    setPermission(session, permission) {
      permissions.delete(session);
      permissions.set(session, permission);
    },

    report(session, { id, outcome, reason }) {
      const one = handed.get(id);
      // Only the window that was handed a notice has a say in it.
      if (one?.session !== session) return;
      if (outcome === "shown") one.settle({ kind: "shown" });
      else if (outcome !== "clicked") one.settle({ kind: outcome, reason: reason ?? "the window did not show it" });
      else {
        one.settle({ kind: "shown" });
        for (const run of listeners) run({ kind: "clicked", id, tag: one.notice.tag });
        api.publishTo(session, "navigation.open", { route: one.notice.route });
      }
    },
  };
}
