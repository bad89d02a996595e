import { type KeyboardEvent, useCallback, useMemo, useState } from "react";
import { toNsTime } from "#shared/logs/block";
import { traceIdsIn } from "#shared/logs/trace-ids";
import { Card } from "../../../components/Card";
import { useConnections } from "../../../stores/connections";
import { Actions } from "./Actions";
import { detailGroups } from "./detail-rows";
import { FieldGroups } from "./FieldGroups";
import { Head } from "./Head";
import styles from "./LineDetail.module.css";
import { LineText } from "./LineText";
import type { DetailLine, LoadedLines } from "./lines";
import { spanIdIn, traceWays } from "./pivots/trace-ways";
import { WholeLine } from "./whole/WholeLine";

export interface LineDetailProps {
  line: DetailLine;
  /** The lines that are loaded: what is counted of a field is counted over them. */
  store: LoadedLines;
  /** `local`, or a connection's id. */
  source: string;
  expr: string;
  onChangeExpr(expr: string): void;
  onClose(): void;
  /** The columns of the list, and how to choose others. */
  columns?: readonly string[];
  onColumns?(columns: string[]): void;
  /** Shows the lines before and after it. */
  onContext(): void;
}

const noColumns: readonly string[] = [];

/** One line: what it says, what is known of it, and where to go from it. */
export function LineDetail(props: LineDetailProps) {
  const { line, store, source, expr, onChangeExpr, onClose, columns = noColumns, onColumns } = props;
  const groups = useMemo(() => detailGroups(line), [line]);
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const traceIds = useMemo(() => traceIdsIn(line.line, rows), [line, rows]);
  // Of several traces, nothing says which one the span is of.
  const spanId = useMemo(() => (traceIds.length === 1 ? spanIdIn(rows) : undefined), [traceIds, rows]);
  const [isWholeOpen, setWholeOpen] = useState(false);
  const { data } = useConnections();
  const rowsOfServers = data?.connections;
  const aroundNs = toNsTime(line);
  const waysOf = useCallback(
    (id: string) => traceWays(rowsOfServers ?? [], { source, id, spanId, aroundNs }),
    [rowsOfServers, source, spanId, aroundNs],
  );

  function onKeyDown(event: KeyboardEvent): void {
    // A menu or a dialog that is open over it has taken the key for itself.
    if (event.key !== "Escape" || event.defaultPrevented || !event.currentTarget.contains(event.target as Node)) return;
    event.stopPropagation();
    onClose();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only hears Escape from what is inside it
    <div className={styles.frame} onKeyDown={onKeyDown}>
      <Card className={styles.pane} isFlush>
        <section className={styles.scroller} aria-label="Chosen line">
          <Head line={line} source={source} expr={expr} onClose={onClose} />
          <LineText key={line.id} line={line} expr={expr} onChangeExpr={onChangeExpr} onWhole={() => setWholeOpen(true)} />
          <Actions {...props} rows={rows} traceIds={traceIds} traceWays={waysOf} />
          <FieldGroups
            groups={groups}
            lines={store}
            expr={expr}
            columns={columns}
            onColumns={onColumns}
            onChangeExpr={onChangeExpr}
            traceWays={waysOf}
          />
        </section>
      </Card>
      {isWholeOpen && <WholeLine line={line} source={source} onClose={() => setWholeOpen(false)} />}
    </div>
  );
}
