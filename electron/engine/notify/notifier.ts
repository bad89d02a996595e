import type { Notice, NoticeAction } from "#shared/contract/notifications";

/** What came of a notice. `held`: the system asked for quiet just now, and will say when that is over. */
export type NoticeOutcome = { kind: "shown" } | { kind: "held" | "failed"; reason: string };

/** What happens to a notice after it was shown, maybe hours later, and maybe raised by an engine before this one. */
export type NoticeEvent =
  | { kind: "clicked"; id: string; tag: string }
  | { kind: "action"; action: NoticeAction; id: string; tag: string }
  /** It is not on the screen any more: its user closed it, or its time was up. */
  | { kind: "closed"; id: string; tag: string }
  /** The system that had asked for quiet does so no more. */
  | { kind: "quiet-over" };

/** The hand that raises native notifications: Electron's in the desktop shell, a window's in the browser shell. */
export interface Notifier {
  /** Never rejects. */
  show(notice: Notice): Promise<NoticeOutcome>;
  /** Takes a shown notice away, as when somebody takes care of its alerts; nothing happens if it is gone. */
  withdraw(tag: string): void;
  /** Whether a notice was shown that an engine before this one raised; false where nobody knows. */
  wasShown(id: string): Promise<boolean>;
  onEvent(run: (event: NoticeEvent) => void): void;
}
