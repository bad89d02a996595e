// From the containers that came to the lines of the table.
import type { ContainerRow } from "#shared/contract/containers";
import { sortRows } from "../../components/table-order";
import { wordFilter } from "../../components/word-filter";
import { type Figures, figuresOf, sortValue, totalOf } from "./figures";
import type { ContainersView } from "./url";

export interface ContainerLine {
  kind: "container";
  key: string;
  row: ContainerRow;
  figures: Figures;
  isInGroup: boolean;
}

export interface GroupLine {
  kind: "group";
  key: string;
  name: string;
  count: number;
  running: number;
  isFolded: boolean;
  /** Of all its containers. */
  figures: Figures;
}

export type Line = ContainerLine | GroupLine;

type Wanted = Pick<ContainersView, "sort" | "isGrouped">;

/** Those that have every word of the filter somewhere. */
export function filterRows(
  rows: readonly ContainerRow[],
  { filter, isRunningOnly }: Pick<ContainersView, "filter" | "isRunningOnly">,
): ContainerRow[] {
  const isWanted = wordFilter(filter);
  return rows.filter((row) => {
    if (isRunningOnly && row.state !== "running") return false;
    const { name, image, id, service, state, status, health, group, ports } = row;
    return isWanted([name, image, id, service, state, status, health, group, ...ports].join("\n"));
  });
}

export function linesOf(rows: readonly ContainerRow[], { sort, isGrouped }: Wanted, folded: ReadonlySet<string>): Line[] {
  const sorted = sortRows(rows, (row) => sortValue(row, sort.column), sort.isDescending);
  if (!isGrouped) return sorted.map((row) => lineOf(row, false));
  const groups = new Map<string, ContainerRow[]>();
  const alone: ContainerRow[] = [];
  for (const row of sorted) {
    if (row.group === undefined) {
      alone.push(row);
      continue;
    }
    const group = groups.get(row.group) ?? [];
    groups.set(row.group, group);
    group.push(row);
  }
  // Groups stand in the order of their names, whatever their containers are sorted by: they would jump about otherwise.
  const names = [...groups.keys()].sort((a, b) => (a < b ? -1 : 1));
  const lines: Line[] = names.flatMap((name) => groupLines(name, groups.get(name) ?? [], folded));
  return [...lines, ...alone.map((row) => lineOf(row, false))];
}

function groupLines(name: string, rows: readonly ContainerRow[], folded: ReadonlySet<string>): Line[] {
  const isFolded = folded.has(name);
  const running = rows.filter(({ state }) => state === "running").length;
  const head: GroupLine = {
    kind: "group",
    key: `group ${name}`,
    name,
    count: rows.length,
    running,
    isFolded,
    figures: totalOf(rows),
  };
  return isFolded ? [head] : [head, ...rows.map((row) => lineOf(row, true))];
}

const lineOf = (row: ContainerRow, isInGroup: boolean): ContainerLine => ({
  kind: "container",
  key: row.id,
  row,
  figures: figuresOf(row),
  isInGroup,
});
