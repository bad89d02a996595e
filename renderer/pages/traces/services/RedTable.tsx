import { type ReactNode, useMemo } from "react";
import { formatQuantity } from "#shared/format/quantity";
import type { Series } from "#shared/model/series";
import type { ChartFeed } from "../../../charts/columns";
import { Sparkline } from "../../../charts/Sparkline";
import { EmptyState } from "../../../components/EmptyState";
import { Skeleton } from "../../../components/Skeleton";
import { type Column, Table } from "../../../components/Table";
import { visibleText } from "../../../components/visible-text";
import type { RedRow } from "./red";
import styles from "./Services.module.css";

interface Props {
  label: string;
  what: "Service" | "Operation";
  /** Undefined: on their way. */
  rows: readonly RedRow[] | undefined;
  isStale: boolean;
  hasDurations: boolean;
  /** Calls over time, by name. */
  shapes?: ReadonlyMap<string, Series>;
  chosen?: string | undefined;
  onChoose?(name: string): void;
  /** What can be done with a row, at its end. */
  actions?(row: RedRow): ReactNode;
}

/** Rate, errors and durations, a row for each. */
export function RedTable({ label, what, rows, isStale, hasDurations, shapes, chosen, onChoose, actions }: Props) {
  const columns = useMemo(
    () => columnsOf({ what, hasDurations, shapes, actions, hasImpact: what === "Operation" && hasDurations }),
    [what, hasDurations, shapes, actions],
  );
  if (!rows) return <Skeleton lines={6} />;
  return (
    <div className={styles.table} data-stale={isStale || undefined}>
      <Table
        label={label}
        columns={columns}
        rows={rows}
        rowKey={({ name }) => name}
        {...(chosen !== undefined && { selectedKey: chosen })}
        {...(onChoose && { onSelect: ({ name }: RedRow) => onChoose(name) })}
        empty={
          <EmptyState title="Nothing was called in this time">
            The metrics are there, but count no such spans here. Look at a longer time, or at all spans.
          </EmptyState>
        }
      />
    </div>
  );
}

interface Wanted extends Pick<Props, "what" | "hasDurations" | "shapes" | "actions"> {
  hasImpact: boolean;
}

function columnsOf({ what, hasDurations, shapes, actions, hasImpact }: Wanted): Column<RedRow>[] {
  const duration = (id: "p50" | "p95" | "p99"): Column<RedRow> => ({
    id,
    title: id,
    isNumeric: true,
    width: "92px",
    cell: (row) => (row[id] === undefined ? "–" : formatQuantity(row[id], "seconds")),
    sortBy: (row) => row[id],
  });
  return [
    {
      id: "name",
      title: what,
      cell: ({ name }) => <span title={visibleText(name)}>{name === "" ? "(without a name)" : visibleText(name)}</span>,
      sortBy: ({ name }) => name,
    },
    ...(shapes
      ? [
          {
            id: "shape",
            title: "",
            label: "Calls over time",
            // No width: with the names it takes what the figures leave.
            cell: ({ name }: RedRow) => <Shape series={shapes.get(name)} />,
          },
        ]
      : []),
    {
      id: "rate",
      title: "Calls",
      isNumeric: true,
      width: "92px",
      cell: ({ rate }) => formatQuantity(rate, "per-second"),
      sortBy: ({ rate }) => rate,
    },
    {
      id: "errors",
      title: "Errors",
      isNumeric: true,
      width: "84px",
      cell: ({ errorShare }) => (
        <span className={errorShare > 0 ? styles.failing : undefined}>
          {errorShare > 0 ? formatQuantity(errorShare, "ratio") : "–"}
        </span>
      ),
      sortBy: ({ errorShare }) => errorShare,
    },
    ...(hasDurations ? [duration("p50"), duration("p95"), duration("p99")] : []),
    ...(hasImpact
      ? [
          {
            id: "impact",
            title: "Impact",
            label: "Its part of the time that all operations take: calls times their median duration",
            isNumeric: true,
            width: "116px",
            cell: ({ impact }: RedRow) => <Impact share={impact} />,
            sortBy: ({ impact }: RedRow) => impact,
          },
        ]
      : []),
    ...(actions ? [{ id: "actions", title: "", label: "Traces", width: "150px", cell: actions }] : []),
  ];
}

function Impact({ share }: { share: number }) {
  return (
    <span className={styles.impact}>
      <span className={styles.impactBar} style={{ inlineSize: `${Math.round(share * 48)}px` }} />
      {formatQuantity(share, "ratio")}
    </span>
  );
}

function Shape({ series }: { series: Series | undefined }) {
  const feed = useMemo<ChartFeed>(() => {
    const columns = series
      ? { times: series.times, series: [{ id: "calls", label: "Calls", values: series.values }] }
      : { times: [], series: [] };
    return { read: () => columns, onChange: () => () => {} };
  }, [series]);
  return (
    <span className={styles.shape}>
      <Sparkline feed={feed} colour={1} />
    </span>
  );
}
