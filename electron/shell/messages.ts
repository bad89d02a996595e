// What the main process and the engine's process say to each other, beside the ports of windows. Both ends are ours and are
// built together, so these are types only; what comes from windows is checked by the engine's contract.
import type { Notice } from "#shared/contract/notifications";
import type { Preferences } from "#shared/contract/settings";
import type { AlertSummary } from "#shared/model/alert";
import type { DoNotDisturb } from "#shared/model/do-not-disturb";
import type { NoticeEvent, NoticeOutcome } from "../engine/notify/notifier";
import type { ProcessFigures } from "../engine/self/process-figures";

/** What the main process found out about the system's keychain. */
export interface Keychain {
  isAvailable: boolean;
  /** In words: "sealed by the system's keychain", "this desktop offers no keyring". */
  detail: string;
}

export type ToEngineProcess =
  | { t: "start"; dataFolder: string; version: string; keychain: Keychain }
  /** Comes with the port of a window. */
  | { t: "window" }
  | { t: "suspend" }
  | { t: "resume" }
  /** The answer to `seal` or `unseal` of the same id. */
  | { t: "sealed"; id: number; ok: true; text: string }
  | { t: "sealed"; id: number; ok: false; reason: string }
  | { t: "notice-outcome"; id: string; outcome: NoticeOutcome }
  | { t: "notice-event"; event: NoticeEvent }
  /** The answer to `was-shown`. */
  | { t: "was-shown"; id: string; wasShown: boolean }
  /** The user chose it in the tray's menu. */
  | { t: "do-not-disturb"; doNotDisturb: DoNotDisturb }
  /** Leads whichever window listens, now or as soon as one does, to a route of the console. */
  | { t: "go-to"; route: string }
  /** The answer to `weigh`. */
  | { t: "weighed"; processes: ProcessFigures[] }
  | { t: "close" };

export type FromEngineProcess =
  | { t: "ready" }
  | { t: "seal" | "unseal"; id: number; text: string }
  | { t: "notice"; notice: Notice }
  | { t: "withdraw"; tag: string }
  /** Whether a notice was shown for an engine before this one. */
  | { t: "was-shown"; id: string }
  /** What all alerts come to, whenever it changed. */
  | { t: "alerts"; summary: AlertSummary }
  | { t: "disturbance"; doNotDisturb: DoNotDisturb }
  /** What the app's other processes cost, where the engine cannot see them itself. */
  | { t: "weigh" }
  | { t: "theme"; theme: Preferences["theme"] };
