// Raises one notice: noted down on the disk first, so that it is never shown twice, whenever the engine ends.
import { randomUUID } from "node:crypto";
import type { Notice } from "#shared/contract/notifications";
import type { Clock } from "../clock";
import type { Ledger } from "../ledger/ledger";
import type { Log } from "../log";
import type { NoticeRecord, NoticeRecords } from "./notice-records";
import type { NoticeOutcome, Notifier } from "./notifier";
import type { Pace } from "./pace";

export interface Raised extends Omit<Notice, "id" | "isSilent" | "isPassing">, Pick<NoticeRecord, "says" | "alerts"> {
  /** Whether it is one of the hour's budget. */
  isCounted: boolean;
  /** Changes what stands there, and is no reason to look up. */
  isQuiet?: boolean;
}

export type Raise = (raised: Raised) => Promise<NoticeOutcome & { noticeId: string }>;

export interface RaiserOptions {
  notifier: Pick<Notifier, "show">;
  ledger: Pick<Ledger, "written">;
  records: Pick<NoticeRecords, "get" | "put" | "forget">;
  pace: Pace;
  clock: Clock;
  log: Log;
  hasSound(): boolean;
}

export function createRaiser({ notifier, ledger, records, pace, clock, log, hasSound }: RaiserOptions): Raise {
  async function show(notice: Notice): Promise<NoticeOutcome> {
    try {
      return await notifier.show(notice);
    } catch (error) {
      log.error("showing a notification failed", error);
      return { kind: "failed", reason: "showing it failed; the log has the details" };
    }
  }

  return async ({ isCounted, isQuiet = false, says, alerts, ...words }) => {
    const noticeId = randomUUID();
    const { tag, title, route } = words;
    const before = records.get(tag);
    const record: NoticeRecord = { tag, noticeId, title, route, phase: "intended", says, alerts };
    // Before anything is waited for: whoever comes next must find the place taken.
    pace.take(noticeId, clock.now(), isCounted);
    records.put(record);
    await ledger.written();
    const isPassing = says === "resolved";
    const outcome = await show({ id: noticeId, ...words, isPassing, isSilent: isQuiet || isPassing || !hasSound() });
    if (outcome.kind === "shown") {
      // What says that all is over goes away by itself.
      if (says === "resolved") records.forget(tag);
      else if (records.get(tag)?.noticeId === noticeId) records.put({ ...record, phase: "shown" });
    } else {
      pace.giveBack(noticeId);
      // The one before it may still be on the screen.
      if (before?.phase === "shown") records.put(before);
      else records.forget(tag);
    }
    return { ...outcome, noticeId };
  };
}
