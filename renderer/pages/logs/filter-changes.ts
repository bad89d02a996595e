// The query as a click on a label, a column's value or a level would have it.
import { withLabelFilter } from "#shared/logql/change";
import { AppError } from "#shared/model/failure";
import type { LogLevel } from "#shared/model/log";
import { detailGroups } from "./detail/detail-rows";
import type { LabelFilter } from "./lines/LogList";
import type { LineStore } from "./lines/line-store";
import { levelFilter } from "./volume/level-filter";

type Lines = Pick<LineStore, "size" | "line">;

/** So many of the loaded lines are looked through for the one that was clicked at. */
const looked = 500;

/** Undefined when the query has a mistake, or no filter can name what was clicked. */
export function filteredByLabel(expr: string, { name, op, value }: LabelFilter, lines: Lines): string | undefined {
  for (let position = 0; position < Math.min(lines.size, looked); position++) {
    const line = lines.line(position);
    if (!line?.line.includes(value) && !hasValue([line?.labels, line?.metadata, line?.parsed], value)) continue;
    const rows = line ? detailGroups(line).flatMap((group) => group.rows) : [];
    const filter = rows.find((row) => row.name === name && row.value === value)?.filter;
    if (!filter) continue;
    const { where, parser } = filter;
    return changed(() => withLabelFilter(expr, { name: filter.name, op, value, ...(parser && { parser }) }, where));
  }
  return changed(() => withLabelFilter(expr, { name, op, value }, "selector"));
}

/** Only lines of a level; undefined also where the lines tell it in their text only. */
export function filteredByLevel(expr: string, level: LogLevel, lines: Lines & Pick<LineStore, "levelAt">): string | undefined {
  const filter = levelFilter(lines, level);
  return filter && changed(() => withLabelFilter(expr, { name: filter.name, op: filter.op, value: filter.value }, filter.where));
}

const hasValue = (sets: readonly (Readonly<Record<string, string>> | undefined)[], value: string): boolean =>
  sets.some((set) => set !== undefined && Object.values(set).includes(value));

function changed(change: () => string): string | undefined {
  try {
    return change();
  } catch (error) {
    // A query with a mistake cannot be changed by a click; the mistake is told under the editor.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
