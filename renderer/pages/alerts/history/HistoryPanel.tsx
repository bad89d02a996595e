import { History, RotateCw, X } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { formatMoment } from "#shared/format/clock-time";
import { formatCount } from "#shared/format/count";
import { minutes } from "#shared/units/time";
import { useEvent } from "../../../bridge/use-event";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { Skeleton } from "../../../components/Skeleton";
import { TextInput } from "../../../components/TextInput";
import { useRowHeight } from "../../../components/use-row-height";
import { useSlashKey } from "../../../components/use-slash-key";
import { useView } from "../use-view";
import { findEntries } from "./find";
import styles from "./History.module.css";
import { HistoryTable } from "./HistoryTable";
import { type HistoryKind, type HistoryPeriod, historyQuestion, readHistory, writeHistory } from "./url";
import { useLedger } from "./use-ledger";

const pageLength = 200;
/** More pages than this are not asked for by themselves while words find little. */
const mostSearched = 25;

const kinds = [
  { value: "all", label: "Everything" },
  { value: "states", label: "States" },
  { value: "told", label: "Told" },
  { value: "not-told", label: "Not told" },
  { value: "people", label: "People" },
  { value: "gaps", label: "Gaps" },
] as const satisfies readonly { value: HistoryKind; label: string }[];

const periods = [
  { value: "24h", label: "24 h" },
  { value: "7d", label: "7 d" },
  { value: "30d", label: "30 d" },
  { value: "year", label: "Year" },
] as const satisfies readonly { value: HistoryPeriod; label: string }[];

const inAddress = { read: readHistory, write: writeHistory };

/** All that happened to all alerts in the last year, and what was said of it. */
export function HistoryPanel() {
  const { view, change } = useView(inAddress);
  const input = useSlashKey();
  const rowHeight = useRowHeight();
  // The question stays the same while the page is looked at, so that its pages fit together.
  const { kind, period, alertId } = view;
  const [openedAt] = useState(() => Math.floor(Date.now() / minutes(1)) * minutes(1));
  const question = useMemo(
    () => historyQuestion({ kind, period, alertId, words: "" }, openedAt),
    [kind, period, alertId, openedAt],
  );
  const ledger = useLedger(question, pageLength);
  const found = useMemo(() => findEntries(ledger.entries ?? [], view.words), [ledger.entries, view.words]);
  const hasNews = useNews(ledger.entries, ledger.refetch, ledger.pages);

  // Words are looked for in the pages that are here: while they find less than a page, the next one is fetched.
  const { hasMore, isLoadingMore, more, pages } = ledger;
  const wantsMore = view.words.trim() !== "" && found.length < pageLength && hasMore && pages < mostSearched;
  useEffect(() => {
    if (wantsMore && !isLoadingMore) more();
  }, [wantsMore, isLoadingMore, more]);

  const oldest = ledger.entries?.at(-1);
  return (
    <>
      <div className={styles.toolbar}>
        <SegmentedControl<HistoryKind> label="What" value={kind} onChange={(next) => change({ kind: next })} segments={kinds} />
        <SegmentedControl<HistoryPeriod>
          label="How far back"
          value={period}
          onChange={(next) => change({ period: next })}
          segments={periods}
        />
        <TextInput
          ref={input}
          type="search"
          className={styles.words}
          value={view.words}
          onChange={(words) => change({ words })}
          aria-label="Words"
          placeholder="Name, receiver, words"
        />
        {alertId !== undefined && (
          <Button icon={X} onClick={() => change({ alertId: undefined })}>
            One alert only
          </Button>
        )}
        <p role="status" className={styles.outcome}>
          {ledger.entries &&
            `${formatCount(found.length)} entries${hasMore && oldest ? `, back to ${formatMoment(oldest.at)}` : ""}`}
        </p>
        {hasNews && (
          <Button icon={RotateCw} onClick={ledger.refetch}>
            There is more since
          </Button>
        )}
      </div>
      {ledger.failure && !ledger.entries ? (
        <FailureNote failure={ledger.failure} onRetry={ledger.refetch} />
      ) : (
        <div
          className={styles.list}
          style={found.length === 0 ? undefined : { flexBasis: historyHeight(found.length, rowHeight) }}
        >
          <Card isFlush className={styles.card}>
            {!ledger.entries ? (
              <div className={styles.waiting}>
                <Skeleton height={22} lines={10} />
              </div>
            ) : found.length === 0 && !isLoadingMore ? (
              <EmptyState icon={History} title="Nothing was noted">
                {view.words.trim() !== "" || kind !== "all" || alertId !== undefined
                  ? "Nothing of this kind happened in that time."
                  : "Every change of an alert and every notification is kept here for a year."}
              </EmptyState>
            ) : (
              <HistoryTable entries={found} onEnd={hasMore && !isLoadingMore ? more : undefined} />
            )}
          </Card>
        </div>
      )}
    </>
  );
}

/** Of the table with its head and its card, in pixels. */
const historyHeight = (rows: number, rowHeight: number): number => 34 + rows * rowHeight;

/** With one page in sight new entries come by themselves; further back they are only announced, so that nothing moves. */
function useNews(entries: readonly unknown[] | undefined, refetch: () => void, pages: number): boolean {
  const [newsFor, setNewsFor] = useState<readonly unknown[]>();
  useEvent("alerts.summaryChanged", () => {
    if (pages <= 1) refetch();
    else setNewsFor(entries);
  });
  return newsFor !== undefined && newsFor === entries;
}
