import { useCallback, useMemo, useState } from "react";
import { formatCount } from "#shared/format/count";
import { startOf } from "#shared/traces/trace-times";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { Switch } from "../../../components/Switch";
import type { Sort } from "../../../components/table-order";
import { VirtualTable } from "../../../components/VirtualTable";
import { getTraceReader } from "../reading/reader";
import type { TraceViewProps } from "../trace/use-trace-state";
import { positionsIn } from "./among";
import { FilterBar } from "./FilterBar";
import { placesOf } from "./places";
import { spanColumns } from "./spans/span-columns";
import { createSpanIds } from "./spans/span-ids";
import { orderSpans } from "./spans/span-order";
import { useFound } from "./use-found";
import styles from "./Views.module.css";

const rowKey = (position: number) => String(position);

/** Every span in a row, in any order: the slowest, the ones that did most themselves. */
export function SpansView({ open, state }: TraceViewProps) {
  const { trace } = open;
  const { correctsClocks, amongPositions } = state;
  const [words, setWords] = useState("");
  const [sort, setSort] = useState<Sort>({ column: "start", isDescending: false });
  const [hasIds, setHasIds] = useState(false);
  const found = useFound(open, words);
  const startAt = useCallback((position: number) => startOf(trace, position, correctsClocks), [trace, correctsClocks]);

  const listed = useMemo(() => positionsIn(trace.count, [amongPositions, found.answer]), [trace, amongPositions, found.answer]);
  const order = useMemo(() => orderSpans(trace, listed, sort, startAt), [trace, listed, sort, startAt]);
  const rows = useMemo(() => Array.from(order), [order]);
  const indexOfKey = useMemo(() => placesOf(order, trace.count), [order, trace.count]);
  const ids = useMemo(
    () => (hasIds ? createSpanIds((positions) => getTraceReader().spanIds(open.key, positions)) : undefined),
    [hasIds, open.key],
  );
  const columns = useMemo(() => spanColumns({ trace, startOf: startAt, ids }), [trace, startAt, ids]);

  return (
    <div className={styles.view}>
      <FilterBar
        label="Filter the spans"
        placeholder="Filter: words, http.status_code=500"
        words={words}
        onWords={setWords}
        outcome={found.isAsking ? "Looking…" : countWords(rows.length, trace.count)}
      >
        <Switch label="Span ids" isOn={hasIds} onChange={setHasIds} />
      </FilterBar>
      {found.failure && <FailureNote failure={found.failure} onRetry={found.again} />}
      <Card isFlush className={styles.card}>
        <VirtualTable
          label="Spans"
          className={styles.table}
          columns={columns}
          rows={rows}
          rowKey={rowKey}
          indexOfKey={indexOfKey}
          sort={sort}
          onSort={setSort}
          selectedKey={state.chosen === undefined ? undefined : String(state.chosen)}
          onSelect={state.choose}
          onOpen={state.show}
          empty={
            <EmptyState title="No such spans">No span of this trace has these words and passes the filters above.</EmptyState>
          }
        />
      </Card>
    </div>
  );
}

const countWords = (shown: number, all: number): string =>
  shown === all ? `${formatCount(all)} ${all === 1 ? "span" : "spans"}` : `${formatCount(shown)} of ${formatCount(all)} spans`;
