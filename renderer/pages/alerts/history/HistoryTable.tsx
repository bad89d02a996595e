import { useEffect, useMemo, useRef, useState } from "react";
import { Link } from "react-router";
import type { LedgerEntry } from "#shared/contract/alerts";
import { formatDay, formatMoment, formatSecond } from "#shared/format/clock-time";
import { severityOf } from "#shared/model/severity";
import { alertHome, markOf } from "../../../components/alert-words";
import { StateDot } from "../../../components/StateDot";
import type { State } from "../../../components/state";
import { type VirtualColumn, VirtualTable } from "../../../components/VirtualTable";
import { visibleText } from "../../../components/visible-text";
import { entryText, ledgerWords } from "../detail/ledger-words";
import { entryKeys } from "./entry-keys";
import styles from "./History.module.css";

const marks: Readonly<Record<LedgerEntry["kind"], State>> = {
  pending: "warning",
  firing: "critical",
  resolved: "ok",
  dropped: "unknown",
  unknown: "unknown",
  known: "ok",
  unobserved: "unknown",
  notified: "info",
  "not-notified": "unknown",
  clicked: "info",
  acknowledged: "info",
  unacknowledged: "info",
};

const columns: readonly VirtualColumn<LedgerEntry>[] = [
  {
    id: "at",
    title: "When",
    minWidth: 130,
    cell: ({ at }) => (
      <time dateTime={new Date(at).toISOString()} title={formatMoment(at)} className={styles.muted}>
        {formatDay(at)} {formatSecond(at)}
      </time>
    ),
  },
  {
    id: "alert",
    title: "Alert",
    minWidth: 180,
    grow: 2,
    cell: ({ alertId, alertName, labels }) =>
      alertId === "" ? (
        <span className={styles.muted}>all alerts</span>
      ) : (
        <Link to={alertHome(alertId)} title={labelWords(alertName, labels)}>
          {visibleText(alertName)}
        </Link>
      ),
  },
  {
    id: "what",
    title: "What",
    minWidth: 150,
    grow: 1,
    cell: ({ kind, labels }) => (
      <span className={styles.what}>
        <StateDot state={kind === "firing" ? markOf("firing", severityOf(labels ?? {})) : marks[kind]} label="" />{" "}
        {ledgerWords[kind]}
      </span>
    ),
  },
  {
    id: "text",
    title: "In words",
    minWidth: 260,
    grow: 5,
    cell: (entry) => (
      <span className={styles.muted} title={visibleText(entry.text)}>
        {visibleText(entryText(entry))}
      </span>
    ),
  },
  {
    id: "receiver",
    title: "Receiver",
    minWidth: 110,
    grow: 1,
    cell: ({ receiver }) => receiver !== undefined && <span title={visibleText(receiver)}>{visibleText(receiver)}</span>,
  },
];

const labelWords = (name: string, labels: LedgerEntry["labels"]): string =>
  visibleText([name, ...Object.entries(labels ?? {}).map(([label, value]) => `${label}="${value}"`)].join("\n"));

interface Props {
  entries: readonly LedgerEntry[];
  /** The end of what is here is in sight, and there is more. */
  onEnd: (() => void) | undefined;
}

/** The entries, newest first. */
export function HistoryTable({ entries, onEnd }: Props) {
  const [selected, setSelected] = useState<string>();
  const room = useRef<HTMLDivElement>(null);
  const keys = useMemo(() => entryKeys(entries), [entries]);
  const keyOf = (entry: LedgerEntry) => keys.get(entry) ?? "";
  useEffect(() => {
    const scroller = room.current?.firstElementChild;
    if (!scroller || !onEnd) return;
    const look = () => {
      if (scroller.scrollTop + 2 * scroller.clientHeight >= scroller.scrollHeight) onEnd();
    };
    look();
    scroller.addEventListener("scroll", look, { passive: true });
    return () => scroller.removeEventListener("scroll", look);
  }, [onEnd]);
  return (
    <div ref={room} className={styles.room}>
      <VirtualTable
        label="History"
        className={styles.table}
        columns={columns}
        rows={entries}
        rowKey={keyOf}
        selectedKey={selected}
        onSelect={(entry) => setSelected(keyOf(entry))}
      />
    </div>
  );
}
