import type { NoticeEvent, NoticeOutcome, Notifier } from "../../engine/notify/notifier";
import type { FromEngineProcess, ToEngineProcess } from "../messages";

export interface RemoteNotifier extends Notifier {
  receive(message: Extract<ToEngineProcess, { t: "notice-outcome" | "notice-event" | "was-shown" }>): void;
}

/** Raises notifications by asking the main process, and passes on what came of them. It answers everything it is asked. */
export function createRemoteNotifier(post: (message: FromEngineProcess) => void): RemoteNotifier {
  const outcomes = new Map<string, (outcome: NoticeOutcome) => void>();
  const questions = new Map<string, (wasShown: boolean) => void>();
  const listeners: ((event: NoticeEvent) => void)[] = [];
  return {
    show: (notice) =>
      new Promise((resolve) => {
        outcomes.set(notice.id, resolve);
        post({ t: "notice", notice });
      }),
    withdraw: (tag) => post({ t: "withdraw", tag }),
    wasShown: (id) =>
      new Promise((resolve) => {
        questions.set(id, resolve);
        post({ t: "was-shown", id });
      }),
    onEvent: (run) => void listeners.push(run),
    receive(message) {
      if (message.t === "notice-event") {
        for (const run of listeners) run(message.event);
      } else if (message.t === "notice-outcome") {
        outcomes.get(message.id)?.(message.outcome);
        outcomes.delete(message.id);
      } else {
        questions.get(message.id)?.(message.wasShown);
        questions.delete(message.id);
      }
    },
  };
}
