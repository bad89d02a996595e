import { useCallback, useMemo, useState } from "react";
import { formatCount } from "#shared/format/count";
import { mostFields } from "#shared/logs/fields";
import { idInField } from "#shared/logs/trace-ids";
import { Button } from "../../../components/Button";
import { TextInput } from "../../../components/TextInput";
import type { DetailRow, RowGroup } from "./detail-rows";
import { type FieldActions, FieldRow } from "./FieldRow";
import styles from "./Fields.module.css";
import type { TracePlace } from "./FieldValue";
import type { LoadedLines } from "./lines";
import type { TraceWays } from "./pivots/trace-ways";
import { filteredBy } from "./query-changes";

/** So many rows are drawn without being asked, and from so many on they can be searched. */
const mostShown = 100;
const searchedFrom = 15;

interface Props {
  groups: readonly RowGroup[];
  lines: LoadedLines;
  expr: string;
  columns: readonly string[];
  onColumns?: ((columns: string[]) => void) | undefined;
  onChangeExpr(expr: string): void;
  /** Where a trace opens, if anywhere. */
  traceWays(id: string): TraceWays;
}

/** The fields of the line under their headings. */
export function FieldGroups({ groups, lines, expr, columns, onColumns, onChangeExpr, traceWays }: Props) {
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState(mostShown);
  const [active, setActive] = useState<string>();
  const [open, setOpen] = useState<string>();
  const actions = useMemo<FieldActions>(
    () => ({
      onFilter(row, sense, value) {
        const next = filteredBy(expr, row, sense, value);
        if (next !== undefined) onChangeExpr(next);
      },
      onColumn:
        onColumns && ((name) => onColumns(columns.includes(name) ? columns.filter((each) => each !== name) : [...columns, name])),
    }),
    [expr, columns, onColumns, onChangeExpr],
  );
  const toggle = useCallback((key: string) => setOpen((was) => (was === key ? undefined : key)), []);
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const found = matching(groups, search);
  let left = shown;

  return (
    <>
      {total >= searchedFrom && (
        <TextInput
          value={search}
          onChange={setSearch}
          placeholder={`Search ${formatCount(total)} fields`}
          aria-label="Search the fields"
        />
      )}
      {found.map(({ title, rows }) => {
        const drawn = rows.slice(0, Math.max(0, left));
        left -= rows.length;
        if (drawn.length === 0) return null;
        return (
          <section key={title} aria-label={title}>
            <h3 className={styles.heading}>{title}</h3>
            <ul className={styles.rows}>
              {drawn.map((row) => (
                <FieldRow
                  key={row.key}
                  row={row}
                  lines={lines}
                  trace={traceOf(row, traceWays)}
                  isColumn={columns.includes(row.name)}
                  expr={active === row.key || open === row.key ? expr : undefined}
                  isOpen={open === row.key}
                  onActive={setActive}
                  onOpen={toggle}
                  actions={actions}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {left < 0 && (
        <Button size="small" onClick={() => setShown(Number.POSITIVE_INFINITY)}>
          Show {formatCount(-left)} more
        </Button>
      )}
      {search !== "" && found.length === 0 && <p className={styles.note}>No field has “{search}” in it.</p>}
      {total >= mostFields && <p className={styles.note}>Only the first {formatCount(mostFields)} fields are listed.</p>}
    </>
  );
}

function matching(groups: readonly RowGroup[], search: string): RowGroup[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return [...groups];
  const fits = ({ name, value }: DetailRow) => name.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted);
  return groups.map(({ title, rows }) => ({ title, rows: rows.filter(fits) })).filter(({ rows }) => rows.length > 0);
}

/** Where the value's trace opens: in this console, where it can be. */
function traceOf({ name, value }: DetailRow, traceWays: Props["traceWays"]): TracePlace | undefined {
  const id = idInField(name, value);
  if (id === undefined) return undefined;
  const { inside, outside } = traceWays(id);
  if (inside[0]) return { to: inside[0].to };
  return outside && { href: outside.href };
}
