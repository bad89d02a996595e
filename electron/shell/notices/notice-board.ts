import type { Notice, NoticeAction } from "#shared/contract/notifications";
import type { NoticeOutcome } from "../../engine/notify/notifier";

/** One way to put notices on the screen. */
export interface NoticeBoard {
  /** In the place of the one with the same tag. Rejects where this way does not lead to the screen at all. */
  show(notice: Notice): Promise<NoticeOutcome>;
  /** Nothing happens if it is gone. */
  withdraw(tag: string): void;
}

/** What happens on a board. */
export interface NoticeListener {
  clicked(notice: Notice): void;
  acted(notice: Notice, action: NoticeAction): void;
  /** It is not on the screen any more, and that was not our doing. */
  closed(notice: Notice): void;
  /** The system had asked for quiet and does so no more. */
  quietOver(): void;
}

/** What the buttons say. */
export const actionWords: Record<NoticeAction, string> = { acknowledge: "Acknowledge", "silence-1h": "Silence 1 h" };
