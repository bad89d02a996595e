import { useMemo, useState } from "react";
import { formatCount } from "#shared/format/count";
import { formatQuantity } from "#shared/format/quantity";
import type { CallEdge, ServiceGraph } from "#shared/traces/dependency-graph";
import { EmptyState } from "../../../components/EmptyState";
import { type Sort, sortRows } from "../../../components/table-order";
import { VirtualTable } from "../../../components/VirtualTable";
import { visibleText } from "../../../components/visible-text";
import styles from "./Map.module.css";

const nameOf = ({ nodes }: ServiceGraph, node: number) => nodes[node]?.name ?? "";

/** The calls as rows: what the map shows, in words. */
export function CallList({ graph, onLook }: { graph: ServiceGraph; onLook(name: string): void }) {
  const [sort, setSort] = useState<Sort>({ column: "calls", isDescending: true });
  const [selected, setSelected] = useState<string>();
  const hasErrors = graph.edges.some(({ errors }) => errors !== undefined);
  const rows = useMemo(() => sortRows(graph.edges, keyFor(sort.column, graph), sort.isDescending), [graph, sort]);
  if (graph.edges.length === 0) {
    return (
      <EmptyState title="No calls left">Fewer calls are enough to be shown when the slider is further to the left.</EmptyState>
    );
  }
  const name = (node: number) => {
    const text = visibleText(nameOf(graph, node)) || "(without a name)";
    return <span title={text}>{text}</span>;
  };
  return (
    <div className={styles.list}>
      <VirtualTable
        label="Calls between services"
        rows={rows}
        rowKey={({ from, to }) => `${from} ${to}`}
        sort={sort}
        onSort={setSort}
        selectedKey={selected}
        onSelect={({ from, to }) => setSelected(`${from} ${to}`)}
        onOpen={({ from }) => onLook(nameOf(graph, from))}
        columns={[
          { id: "from", title: "Caller", minWidth: 160, grow: 1, isSortable: true, cell: ({ from }: CallEdge) => name(from) },
          { id: "to", title: "Callee", minWidth: 160, grow: 1, isSortable: true, cell: ({ to }: CallEdge) => name(to) },
          {
            id: "calls",
            title: "Calls",
            minWidth: 110,
            isNumeric: true,
            isSortable: true,
            cell: ({ calls }: CallEdge) => formatCount(calls),
          },
          ...(hasErrors
            ? [
                {
                  id: "errors",
                  title: "Failed",
                  minWidth: 110,
                  isNumeric: true,
                  isSortable: true,
                  cell: ({ errors, calls }: CallEdge) =>
                    errors ? <span className={styles.failing}>{formatQuantity(errors / Math.max(1, calls), "ratio")}</span> : "–",
                },
              ]
            : []),
        ]}
      />
    </div>
  );
}

function keyFor(column: string, graph: ServiceGraph): (edge: CallEdge) => string | number | undefined {
  if (column === "from") return ({ from }) => nameOf(graph, from);
  if (column === "to") return ({ to }) => nameOf(graph, to);
  if (column === "errors") return ({ errors, calls }) => (errors ?? 0) / Math.max(1, calls);
  return ({ calls }) => calls;
}
