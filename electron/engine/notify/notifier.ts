import type { Notice } from "#shared/contract/notifications";

/** What came of a notice; `clicked` may follow `shown`, much later. */
export type NoticeReport = (outcome: "shown" | "failed" | "clicked", reason?: string) => void;

/** The hand that raises native notifications: Electron's in the desktop shell, a window's in the browser shell. */
export interface Notifier {
  show(notice: Notice, report: NoticeReport): void;
  /** Takes a shown notice away, as when its alert resolved and a newer notice says so; nothing happens if it is gone. */
  withdraw(tag: string): void;
}
