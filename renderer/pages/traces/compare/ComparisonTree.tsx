import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { formatCount } from "#shared/format/count";
import type { Nanoseconds } from "#shared/model/trace";
import type { TraceComparison } from "#shared/traces/compare";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { Switch } from "../../../components/Switch";
import type { Sort } from "../../../components/table-order";
import { type RowPlace, VirtualTable } from "../../../components/VirtualTable";
import { FilterBar } from "../views/FilterBar";
import { placesOf } from "../views/places";
import views from "../views/Views.module.css";
import { ChosenPath } from "./ChosenPath";
import { comparisonColumns } from "./comparison-columns";
import { comparisonRows, sideOf } from "./comparison-rows";

export interface ComparisonTreeProps {
  compared: TraceComparison;
  /** Of the longer trace. */
  longestNs: Nanoseconds;
  onOpen(side: "a" | "b", node: number): void;
}

const rowKey = (node: number) => String(node);
/** Times differ by chance: less than this part of the longer trace is not called a difference. */
const leastShare = 0.01;

/** The call paths of both traces, merged into one tree. */
export function ComparisonTree({ compared, longestNs, onOpen }: ComparisonTreeProps) {
  const [words, setWords] = useState("");
  const [differencesOnly, setDifferencesOnly] = useState(false);
  const [collapsed, setCollapsed] = useState(() => new Uint8Array(compared.nodes));
  const [sort, setSort] = useState<Sort>();
  const [chosen, setChosen] = useState(-1);
  const wanted = useDeferredValue(words);
  const leastNs = Math.max(1, longestNs * leastShare);

  const rows = useMemo(
    () => comparisonRows(compared, { collapsed, differencesOnly, leastNs, words: wanted, sort }),
    [compared, collapsed, differencesOnly, leastNs, wanted, sort],
  );
  const indexOfKey = useMemo(() => placesOf(rows.nodes, compared.nodes), [rows, compared]);
  const toggle = useCallback((node: number) => {
    setCollapsed((before) => {
      const next = before.slice();
      next[node] = before[node] === 1 ? 0 : 1;
      return next;
    });
  }, []);
  const columns = useMemo(
    () =>
      comparisonColumns({
        ...{ compared, isContext: rows.isContext, leastNs, onToggle: toggle },
        longestNs: Math.max(1, largestOf(compared)),
        isFolded: (node) => collapsed[node] === 1,
      }),
    [compared, rows, leastNs, toggle, collapsed],
  );
  const placeOf = useCallback(
    (node: number): RowPlace => ({
      level: (compared.depth[node] ?? 0) + 1,
      isExpanded: compared.size[node] === 0 ? undefined : collapsed[node] !== 1,
    }),
    [compared, collapsed],
  );
  const open = useCallback((node: number) => onOpen(sideOf(compared, node) === "a" ? "a" : "b", node), [compared, onOpen]);

  function onKey(key: string): boolean {
    if (chosen < 0) return false;
    const hasChildren = compared.size[chosen] !== 0;
    if (key === "ArrowRight" && hasChildren && collapsed[chosen] === 1) toggle(chosen);
    else if (key === "ArrowLeft" && hasChildren && collapsed[chosen] !== 1) toggle(chosen);
    else if (key === "ArrowLeft" && (compared.parent[chosen] ?? -1) >= 0) setChosen(compared.parent[chosen] ?? -1);
    else return false;
    return true;
  }

  return (
    <>
      <FilterBar
        label="Filter the calls"
        placeholder="Filter: words of the service or the operation"
        words={words}
        onWords={setWords}
        outcome={outcomeOf(compared, rows.shown)}
      >
        {sort && (
          <Button kind="quiet" onClick={() => setSort(undefined)}>
            In the order of the calls
          </Button>
        )}
        <Button kind="quiet" onClick={() => setCollapsed(new Uint8Array(compared.nodes).fill(collapsed.includes(1) ? 0 : 1))}>
          {collapsed.includes(1) ? "Unfold all" : "Fold all"}
        </Button>
        <Switch label="Differences only" isOn={differencesOnly} onChange={setDifferencesOnly} />
      </FilterBar>
      <Card isFlush className={views.card}>
        <VirtualTable
          label="Calls of both traces"
          className={views.table}
          columns={columns}
          rows={rows.nodes}
          rowKey={rowKey}
          indexOfKey={indexOfKey}
          sort={sort}
          onSort={({ column, isDescending }) =>
            setSort({ column, isDescending: sort?.column === column ? isDescending : column !== "path" })
          }
          selectedKey={chosen < 0 ? undefined : String(chosen)}
          onSelect={setChosen}
          onOpen={open}
          placeOf={placeOf}
          onKey={({ key }) => onKey(key)}
          empty={
            <EmptyState title={differencesOnly ? "No differences" : "No such calls"}>
              {differencesOnly && words.trim() === ""
                ? "Both traces make the same calls, as often and about as long: none differs by 1% of the longer trace."
                : "No call of either trace has these words."}
            </EmptyState>
          }
        />
        <ChosenPath compared={compared} node={chosen} onOpen={onOpen} />
      </Card>
    </>
  );
}

function largestOf({ totalA, totalB }: TraceComparison): Nanoseconds {
  let largest = 0;
  for (const totals of [totalA, totalB]) for (const total of totals) if (total > largest) largest = total;
  return largest;
}

function outcomeOf({ nodes, onlyA, onlyB, both }: TraceComparison, shown: number): string {
  const count = shown === nodes ? formatCount(nodes) : `${formatCount(shown)} of ${formatCount(nodes)}`;
  return `${count} call paths: ${formatCount(both)} in both, ${formatCount(onlyA)} only in A, ${formatCount(onlyB)} only in B`;
}
