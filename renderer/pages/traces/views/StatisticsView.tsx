import { useCallback, useMemo, useState } from "react";
import { formatCount } from "#shared/format/count";
import type { StatisticsBy } from "#shared/traces/statistics";
import { Card } from "../../../components/Card";
import { CopyButton } from "../../../components/CopyButton";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { SearchPicker } from "../../../components/SearchPicker";
import { Skeleton } from "../../../components/Skeleton";
import type { Sort } from "../../../components/table-order";
import { type RowPlace, VirtualTable } from "../../../components/VirtualTable";
import { getTraceReader } from "../reading/reader";
import { nameText } from "../trace/span-text";
import type { TraceViewProps } from "../trace/use-trace-state";
import { byTitle, groupingOptions, readBy, wordsFor, writeBy } from "./statistics/groupings";
import own from "./statistics/Statistics.module.css";
import { statisticsColumns } from "./statistics/statistics-columns";
import { statisticsCsv } from "./statistics/statistics-csv";
import { foldName, type StatisticsLine, statisticsLines } from "./statistics/statistics-rows";
import { useAsked } from "./use-asked";
import styles from "./Views.module.css";

const rowKey = ({ key }: StatisticsLine) => key;
const placeOf = ({ level, isExpanded }: StatisticsLine): RowPlace => ({ level, isExpanded });

/** How the time is spread over services, operations or the values of a tag, and within those over something else. */
export function StatisticsView({ open, state }: TraceViewProps) {
  const { amongPositions: among, filterTo } = state;
  const [by, setBy] = useState<StatisticsBy>("service");
  const [then, setThen] = useState<StatisticsBy | undefined>("operation");
  const [sort, setSort] = useState<Sort>({ column: "self", isDescending: true });
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<string>();

  const { key } = open;
  const tags = useAsked(useCallback(() => getTraceReader().tagKeys(key), [key]));
  const question = useCallback(
    () => getTraceReader().statistics(key, { by, ...(then && { thenBy: then }), ...(among && { among }) }),
    [key, by, then, among],
  );
  const asked = useAsked(question);
  const rows = asked.answer;
  const lines = useMemo(() => statisticsLines(rows ?? [], sort, unfolded), [rows, sort, unfolded]);

  const toggle = useCallback(({ row, level }: StatisticsLine) => {
    if (level !== 1 || !row.rows) return;
    setUnfolded((before) => {
      const next = new Set(before);
      if (!next.delete(foldName(row))) next.add(foldName(row));
      return next;
    });
  }, []);
  const showOf = useCallback(
    ({ row, inside }: StatisticsLine) => {
      const outer = wordsFor(by, inside?.row ?? row);
      const inner = inside && then ? wordsFor(then, row) : "";
      if (outer === undefined || inner === undefined) return undefined;
      return () => filterTo(`${outer} ${inner}`.trim());
    },
    [by, then, filterTo],
  );
  const columns = useMemo(() => {
    const title = then ? `${byTitle(by)}, then ${byTitle(then)}` : byTitle(by);
    return statisticsColumns({ title: nameText(title), onToggle: toggle, onShow: showOf });
  }, [by, then, toggle, showOf]);
  const select = useCallback((line: StatisticsLine) => setChosen(line.key), []);
  const openLine = useCallback((line: StatisticsLine) => showOf(line)?.(), [showOf]);

  function onKey(key: string): boolean {
    const line = lines.find((each) => each.key === chosen);
    if (!line) return false;
    if ((key === "ArrowRight" && line.isExpanded === false) || (key === "ArrowLeft" && line.isExpanded)) toggle(line);
    else if (key === "ArrowLeft" && line.inside) setChosen(line.inside.key);
    else return false;
    return true;
  }

  function regroup(next: StatisticsBy): void {
    setBy(next);
    setUnfolded(new Set());
    if (then && writeBy(then) === writeBy(next)) setThen(undefined);
  }

  return (
    <div className={styles.view}>
      <div className={styles.toolbar}>
        <div className={own.pickers}>
          <span>By</span>
          <SearchPicker
            label="Put together by"
            value={writeBy(by)}
            onChange={(text) => regroup(readBy(text))}
            options={groupingOptions(tags.answer ?? [])}
            className={own.picker ?? ""}
          />
          <span>then by</span>
          <SearchPicker
            label="Then by"
            value={then && writeBy(then)}
            placeholder="Nothing else"
            onChange={(text) => setThen(readBy(text))}
            onClear={() => setThen(undefined)}
            options={groupingOptions(tags.answer ?? [], by)}
            className={own.picker ?? ""}
          />
          <p role="status" className={styles.outcome}>
            {rows && !asked.isAsking ? outcomeOf(rows.length, among?.length ?? open.trace.count, open.trace.count) : "Counting…"}
          </p>
        </div>
        <CopyButton isWide label="Copy as CSV" text={() => statisticsCsv(rows ?? [], byTitle(by), then && byTitle(then))} />
      </div>
      {asked.failure && <FailureNote failure={asked.failure} onRetry={asked.again} />}
      <Card isFlush className={styles.card}>
        {rows === undefined && !asked.failure ? (
          <div className={styles.waiting}>
            <Skeleton lines={8} height={18} />
          </div>
        ) : (
          <VirtualTable
            label="Statistics"
            className={styles.table}
            columns={columns}
            rows={lines}
            rowKey={rowKey}
            sort={sort}
            onSort={setSort}
            selectedKey={chosen}
            onSelect={select}
            onOpen={openLine}
            placeOf={then ? placeOf : undefined}
            onKey={({ key }) => onKey(key)}
            empty={<EmptyState title="No spans">No span of this trace passes the filters above.</EmptyState>}
          />
        )}
      </Card>
    </div>
  );
}

function outcomeOf(groups: number, spans: number, all: number): string {
  const of = spans === all ? formatCount(all) : `${formatCount(spans)} of ${formatCount(all)}`;
  return `${formatCount(groups)} ${groups === 1 ? "group" : "groups"} of ${of} ${all === 1 ? "span" : "spans"}`;
}
