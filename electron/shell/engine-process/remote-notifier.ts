import type { NoticeReport, Notifier } from "../../engine/notify/notifier";
import type { FromEngineProcess, ToEngineProcess } from "../messages";

/** A click may come hours later, but nobody clicks the thousandth-last notice. */
const remembered = 1000;

export interface RemoteNotifier extends Notifier {
  receive(outcome: Extract<ToEngineProcess, { t: "notice-outcome" }>): void;
}

/** Raises notifications by asking the main process, and passes on what came of them. */
export function createRemoteNotifier(post: (message: FromEngineProcess) => void): RemoteNotifier {
  const reports = new Map<string, NoticeReport>();
  return {
    show(notice, report) {
      reports.set(notice.id, report);
      // A Map keeps the order of insertion, so its first key is the oldest.
      const [oldest] = reports.keys();
      if (reports.size > remembered && oldest !== undefined) reports.delete(oldest);
      post({ t: "notice", notice });
    },
    withdraw: (tag) => post({ t: "withdraw", tag }),
    // Unknown ids are of notices that an engine before this one raised.
    receive: ({ id, outcome, reason }) => reports.get(id)?.(outcome, reason),
  };
}
