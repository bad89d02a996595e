// What the board shows, worked out step by step from the inbox. Each step keeps its last answer beside React: a deferred render that
// is interrupted, as by scrolling, begins anew, and would otherwise sort ten thousand alerts once more each time.
import type { InboxAlert } from "#shared/model/alert";
import { type Sort, sortRows } from "../../../components/table-order";
import type { PlacedRule } from "../../../stores/alerts";
import type { BoardList } from "../url";
import { type BoardFilter, compileFilter } from "./filter";
import { groupRows, linesOf } from "./groups";
import { countLists, isInList } from "./lists";
import { type BoardRow, rowsOf, sortByUrgency, whereOf } from "./rows";

type NameOfSource = (id: string) => string;

export function createBoardModel() {
  return {
    /** All of them, the most urgent first. */
    rows: keepLast((alerts: ReadonlyMap<string, InboxAlert>, rules: ReadonlyMap<string, PlacedRule>) =>
      sortByUrgency(rowsOf(alerts.values(), rules.values())),
    ),
    counts: keepLast((rows: readonly BoardRow[]) => countLists(rows)),
    /** Those of the list that pass the filter. */
    listed: keepLast((rows: readonly BoardRow[], list: BoardList, filter: BoardFilter, nameOfSource: NameOfSource) => {
      const passes = compileFilter(filter, nameOfSource);
      return rows.filter((row) => isInList(list, row) && passes(row));
    }),
    sorted: keepLast((rows: readonly BoardRow[], sort: Sort | undefined, nameOfSource: NameOfSource) =>
      sort ? sortRows(rows, (row) => sortKey(row, sort.column, nameOfSource), sort.isDescending) : rows,
    ),
    groups: keepLast((rows: readonly BoardRow[], by: string, folded: ReadonlySet<string>, nameOfSource: NameOfSource) =>
      by === "" ? undefined : groupRows(rows, { by, folded, nameOfSource }),
    ),
    lines: keepLast(linesOf),
  };
}

/** The same function, which gives its last answer again while it is asked the same. */
export function keepLast<Args extends readonly unknown[], Value>(make: (...args: Args) => Value): (...args: Args) => Value {
  let last: { args: Args; value: Value } | undefined;
  return (...args) => {
    const isSame = last?.args.every((arg, index) => Object.is(arg, args[index]));
    if (!last || !isSame) last = { args, value: make(...args) };
    return last.value;
  };
}

function sortKey(row: BoardRow, column: string, nameOfSource: NameOfSource): string | number | undefined {
  switch (column) {
    case "name":
      return row.name;
    case "where":
      return whereOf(row, nameOfSource);
    case "value":
      return row.value === undefined ? undefined : Number(row.value);
    default:
      return row.since === undefined ? undefined : -row.since;
  }
}
