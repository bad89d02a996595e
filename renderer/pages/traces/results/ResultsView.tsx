import { type ReactNode, useMemo } from "react";
import { formatCount } from "#shared/format/count";
import type { TraceSummary } from "#shared/model/trace";
import type { EpochMs } from "#shared/units/time";
import type { Sort } from "../../../components/table-order";
import { type VirtualColumn, VirtualTable } from "../../../components/VirtualTable";
import type { FoundTrace } from "../search/create-run";
import { counted } from "../trace/trace-facts";
import type { SearchAddress } from "../url";
import { sortColumns } from "../url";
import { DurationBar, ErrorMark, IncompleteMark, PickBox, RootName, StartTime } from "./parts";
import { usePicked } from "./picked";
import styles from "./Results.module.css";
import { longestOf, serviceNumbers, shortId } from "./result-rows";
import { ServiceChips } from "./ServiceChips";

interface Props {
  /** In their order. */
  found: readonly FoundTrace[];
  list: SearchAddress["list"];
  sort: SearchAddress["sort"];
  onSort(sort: SearchAddress["sort"]): void;
  now: EpochMs;
  isStale: boolean;
  linkTo(found: FoundTrace): string;
  onOpen(found: FoundTrace): void;
}

const listHeight = 56;

/** The results, as a list of two lines each or as a table; the same keys in both. */
export function ResultsView({ found, list, sort, onSort, now, isStale, linkTo, onOpen }: Props) {
  const { cursor, picked, setCursor, pick } = usePicked();
  const longest = useMemo(() => longestOf(found), [found]);
  const numbers = useMemo(() => serviceNumbers(found), [found]);
  const parts: RowParts = { picked, onPick: pick, longest, numbers, now, linkTo };
  const isTable = list === "table";
  const idOf = ({ summary }: FoundTrace) => summary.traceId;
  function onSortBy({ column, isDescending }: Sort): void {
    const known = sortColumns.find((each) => each === column);
    if (known) onSort({ column: known, isDescending });
  }

  return (
    <VirtualTable
      label="Traces"
      className={isStale ? styles.stale : styles.scroller}
      columns={isTable ? tableColumns(parts) : listColumns(parts)}
      rows={found}
      rowKey={idOf}
      rowHeight={isTable ? undefined : listHeight}
      hasHead={isTable}
      sort={sort}
      onSort={onSortBy}
      selectedKey={cursor}
      onMove={(row) => setCursor(idOf(row))}
      onSelect={onOpen}
      onKey={({ key }) => {
        const row = found.find((each) => idOf(each) === cursor);
        if (!row) return false;
        if (key === "Enter") onOpen(row);
        else if (key === "x") pick(idOf(row));
        else return false;
        return true;
      }}
    />
  );
}

interface RowParts {
  picked: readonly string[];
  onPick(traceId: string): void;
  longest: number;
  numbers: ReadonlyMap<string, number>;
  now: EpochMs;
  linkTo(found: FoundTrace): string;
}

const pickColumn = ({ picked, onPick }: RowParts): VirtualColumn<FoundTrace> => ({
  id: "pick",
  title: "",
  minWidth: 30,
  cell: ({ summary }) => <PickBox summary={summary} isPicked={picked.includes(summary.traceId)} onPick={onPick} />,
});

function listColumns(parts: RowParts): VirtualColumn<FoundTrace>[] {
  const { longest, numbers, now, linkTo } = parts;
  return [
    pickColumn(parts),
    {
      id: "what",
      title: "Trace",
      minWidth: 300,
      grow: 1,
      cell: (row) => (
        <Lines
          first={
            <>
              <RootName summary={row.summary} href={linkTo(row)} />
              <ErrorMark summary={row.summary} />
              <IncompleteMark summary={row.summary} />
            </>
          }
          second={<ServiceChips services={row.summary.services} numbers={numbers} most={6} />}
        />
      ),
    },
    {
      id: "when",
      title: "Start",
      minWidth: 150,
      align: "right",
      cell: ({ summary }) => <Lines first={<StartTime summary={summary} now={now} />} second={spansAndId(summary)} />,
    },
    {
      id: "duration",
      title: "Duration",
      minWidth: 170,
      cell: ({ summary }) => <DurationBar durationNs={summary.durationNs} longest={longest} />,
    },
  ];
}

const spansAndId = ({ spans, traceId }: TraceSummary) => (
  <span className={styles.second}>
    {counted(spans, "span")} · <code title={traceId}>{shortId(traceId)}</code>
  </span>
);

function Lines({ first, second }: { first: ReactNode; second: ReactNode }) {
  return (
    <div className={styles.lines}>
      <div>{first}</div>
      <div>{second}</div>
    </div>
  );
}

function tableColumns(parts: RowParts): VirtualColumn<FoundTrace>[] {
  const { longest, numbers, now, linkTo } = parts;
  return [
    pickColumn(parts),
    {
      id: "name",
      title: "Trace",
      minWidth: 200,
      grow: 2,
      isSortable: true,
      cell: (row) => (
        <span className={styles.nameCell}>
          <RootName summary={row.summary} href={linkTo(row)} />
          <IncompleteMark summary={row.summary} isShort />
        </span>
      ),
    },
    {
      id: "start",
      title: "Start",
      minWidth: 134,
      isNumeric: true,
      isSortable: true,
      cell: ({ summary }) => <StartTime summary={summary} now={now} />,
    },
    {
      id: "duration",
      title: "Duration",
      minWidth: 132,
      isNumeric: true,
      isSortable: true,
      cell: ({ summary }) => <DurationBar durationNs={summary.durationNs} longest={longest} />,
    },
    {
      id: "spans",
      title: "Spans",
      minWidth: 66,
      isNumeric: true,
      isSortable: true,
      cell: ({ summary }) => formatCount(summary.spans),
    },
    {
      id: "errors",
      title: "Errors",
      minWidth: 66,
      isNumeric: true,
      isSortable: true,
      cell: ({ summary }) =>
        summary.errors > 0 ? (
          <span className={styles.errors}>{formatCount(summary.errors)}</span>
        ) : (
          <span className={styles.service}>0</span>
        ),
    },
    {
      id: "services",
      title: "Services",
      label: "Sorted by how many",
      minWidth: 180,
      grow: 3,
      isNumeric: false,
      isSortable: true,
      cell: ({ summary }) => <ServiceChips services={summary.services} numbers={numbers} most={3} />,
    },
    {
      id: "id",
      title: "Id",
      minWidth: 84,
      cell: ({ summary }) => (
        <code className={styles.id} title={summary.traceId}>
          {shortId(summary.traceId)}
        </code>
      ),
    },
  ];
}
