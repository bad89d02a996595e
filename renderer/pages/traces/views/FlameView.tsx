import { useCallback, useMemo, useState } from "react";
import { formatCount } from "#shared/format/count";
import type { Trace } from "#shared/model/trace";
import type { FlameGraph } from "#shared/traces/flame-graph";
import { Card } from "../../../components/Card";
import { FailureNote } from "../../../components/FailureNote";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { Skeleton } from "../../../components/Skeleton";
import { wordFilter } from "../../../components/word-filter";
import { getTraceReader } from "../reading/reader";
import { lengthText, nameText } from "../trace/span-text";
import type { TraceViewProps } from "../trace/use-trace-state";
import { FilterBar } from "./FilterBar";
import styles from "./flame/Flame.module.css";
import { FlameChart } from "./flame/FlameChart";
import { FlameFacts } from "./flame/FlameFacts";
import { FlamePath } from "./flame/FlamePath";
import { FlameTable } from "./flame/FlameTable";
import { pathTo } from "./flame/flame-place";
import { type FlameRow, flameRows, foundTotal, nodesWith } from "./flame/flame-table";

import { useAsked } from "./use-asked";
import views from "./Views.module.css";

/** Which call path the time went to: the spans of one path are one bar, as wide as they lasted in sum. */
export function FlameView(props: TraceViewProps) {
  const { key } = props.open;
  const asked = useAsked(useCallback(() => getTraceReader().flame(key), [key]));
  if (asked.failure) return <FailureNote failure={asked.failure} onRetry={asked.again} />;
  if (!asked.answer) {
    return (
      <div className={views.waiting}>
        <Skeleton lines={10} height={20} />
      </div>
    );
  }
  return <Flame {...props} key={key} graph={asked.answer} />;
}

type Shape = "chart" | "both" | "table";

function Flame({ open, state, graph }: TraceViewProps & { graph: FlameGraph }) {
  const { trace } = open;
  const [shape, setShape] = useState<Shape>("both");
  const [words, setWords] = useState("");
  const [zoomed, setZoomed] = useState(-1);
  const [chosen, setChosen] = useState(-1);
  /** An operation that was chosen in the table: its nodes stand out in the chart. */
  const [row, setRow] = useState<FlameRow>();

  const labelOf = useMemo(() => labels(trace, graph), [trace, graph]);
  const all = useMemo(() => flameRows(graph), [graph]);
  const named = useMemo(() => {
    if (words.trim() === "") return undefined;
    const isFound = wordFilter(words);
    return nodesWith(graph, (service, operation) => isFound(`${trace.services[service]} ${trace.operations[operation]}`));
  }, [trace, graph, words]);
  const rows = useMemo(() => (named ? all.filter(({ nodes }) => named[nodes[0] ?? 0] === 1) : all), [all, named]);
  const found = useMemo(() => (row ? maskOf(graph, row.nodes) : named), [graph, row, named]);

  const chooseNode = useCallback((node: number) => {
    setRow(undefined);
    setChosen(node);
  }, []);
  const chooseRow = useCallback((next: FlameRow) => {
    setRow((before) => (before?.key === next.key ? undefined : next));
    setChosen(next.nodes[0] ?? -1);
  }, []);
  const { choose, show } = state;
  const openRow = useCallback(({ firstPosition }: FlameRow) => show(firstPosition), [show]);

  return (
    <div className={views.view}>
      <FilterBar
        label="Find calls"
        placeholder="Find: words of the service or the operation"
        words={words}
        onWords={(next) => {
          setRow(undefined);
          setWords(next);
        }}
        outcome={outcomeOf(graph, all.length, rows.length, found)}
      >
        <SegmentedControl<Shape>
          label="Show as"
          value={shape}
          onChange={setShape}
          segments={[
            { value: "chart", label: "Chart" },
            { value: "both", label: "Both" },
            { value: "table", label: "Table" },
          ]}
        />
      </FilterBar>
      <div className={styles.split}>
        <div className={styles.parts}>
          {shape !== "table" && (
            <Card isFlush className={styles.chart}>
              <FlamePath path={zoomed < 0 ? [] : pathTo(graph, zoomed)} labelOf={labelOf} onZoom={setZoomed} />
              <FlameChart
                trace={trace}
                graph={graph}
                label={`Flame graph of ${formatCount(graph.nodes)} call paths`}
                labelOf={labelOf}
                found={found}
                zoomed={zoomed}
                onZoom={setZoomed}
                chosen={chosen}
                onChoose={chooseNode}
              />
              <FlameFacts trace={trace} graph={graph} node={chosen} onDetails={choose} onShow={show} />
            </Card>
          )}
          {shape !== "chart" && (
            <Card isFlush className={views.card}>
              <FlameTable
                trace={trace}
                isBeside={shape === "both"}
                rows={rows}
                chosenKey={row?.key ?? (chosen < 0 ? undefined : `${graph.service[chosen]} ${graph.operation[chosen]}`)}
                onChoose={chooseRow}
                onOpen={openRow}
              />
            </Card>
          )}
        </div>
      </div>
    </div>
  );
}

/** What stands on a bar: the operation, and its service where that is not the one above it. Made when it is first drawn. */
function labels(trace: Trace, graph: FlameGraph): (node: number) => string {
  const made: string[] = [];
  return (node) => {
    const known = made[node];
    if (known !== undefined) return known;
    const parent = graph.parent[node] ?? -1;
    const operation = nameText(trace.operations[graph.operation[node] ?? 0] || "no name");
    const isOfAbove = parent >= 0 && graph.service[parent] === graph.service[node];
    const label = isOfAbove
      ? operation
      : `${nameText(trace.services[graph.service[node] ?? 0] || "unknown service")}: ${operation}`;
    made[node] = label;
    return label;
  };
}

function maskOf(graph: FlameGraph, nodes: readonly number[]): Uint8Array {
  const mask = new Uint8Array(graph.nodes);
  for (const node of nodes) mask[node] = 1;
  return mask;
}

function outcomeOf(graph: FlameGraph, all: number, shown: number, found: Uint8Array | undefined): string {
  if (!found) return `${formatCount(graph.nodes)} call paths, ${formatCount(all)} operations`;
  const total = lengthText(foundTotal(graph, found));
  return shown === all ? `${total} in sum` : `${formatCount(shown)} of ${formatCount(all)} operations, ${total} in sum`;
}
