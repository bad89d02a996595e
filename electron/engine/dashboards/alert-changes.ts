// When alerts changed their state, for marking it on the time axis: from the ledger, which notes with every change of which alert it was.
import type { LedgerEntry } from "#shared/contract/alerts";
import type { CallOutput, CallRequest } from "#shared/contract/index";
import type { Ledger } from "../ledger/ledger";

type Changes = CallOutput<"alerts.changes">["changes"];

/** More marks than this are a wall of lines; the newest are given. */
const most = 1000;

const states: Partial<Record<LedgerEntry["kind"], Changes[number]["state"]>> = {
  pending: "pending",
  firing: "firing",
  resolved: "resolved",
  // Its rule was removed or changed: it does not fire any longer.
  dropped: "resolved",
};

/** Oldest first. */
export async function alertChanges(
  { fromMs, toMs }: CallRequest<"alerts.changes">,
  ledger: Pick<Ledger, "list">,
): Promise<Changes> {
  const { entries } = await ledger.list({ kinds: ["pending", "firing", "resolved", "dropped"], fromMs, toMs, limit: most });
  return entries.toReversed().flatMap(({ at, alertName, kind, text, labels = {}, summary }) => {
    const state = states[kind];
    return state === undefined ? [] : [{ atMs: at, name: alertName, state, labels, summary: summary ?? text }];
  });
}
