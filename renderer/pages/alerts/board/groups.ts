// The rows of the board under headings: by a label's value, or by whose numbers they are about.
import { type Severity, severities } from "#shared/model/severity";
import { visibleText } from "../../../components/visible-text";
import { bySource } from "../url";
import type { BoardRow } from "./rows";

export interface BoardGroup {
  /** The label's value, or the source's id. */
  key: string;
  title: string;
  rows: readonly BoardRow[];
  worst: Severity;
  /** "2 critical, 3 warning". */
  words: string;
  isFolded: boolean;
}

export type BoardLine = { kind: "group"; id: string; group: BoardGroup } | { kind: "row"; id: string; row: BoardRow };

/** A line's id of its own, which no alert's can be: they hold no blank. */
export const groupLineId = (key: string): string => `group ${key}`;

interface Grouping {
  /** A label's name, or `__source__`. */
  by: string;
  folded: ReadonlySet<string>;
  nameOfSource(id: string): string;
}

/** The groups, the worst first, then the largest; the rows keep their order within. */
export function groupRows(rows: readonly BoardRow[], { by, folded, nameOfSource }: Grouping): BoardGroup[] {
  const byKey = new Map<string, BoardRow[]>();
  for (const row of rows) {
    const key = by === bySource ? row.source : Object.hasOwn(row.labels, by) ? (row.labels[by] ?? "") : "";
    const rowsThere = byKey.get(key);
    if (rowsThere) rowsThere.push(row);
    else byKey.set(key, [row]);
  }
  return [...byKey]
    .map(
      ([key, own]): BoardGroup => ({
        ...rank(own, by),
        key,
        title: titleOf(key, by, nameOfSource),
        rows: own,
        isFolded: folded.has(key),
      }),
    )
    .sort(
      (a, b) =>
        severities.indexOf(a.worst) - severities.indexOf(b.worst) ||
        b.rows.length - a.rows.length ||
        (a.title < b.title ? -1 : a.title > b.title ? 1 : 0),
    );
}

function titleOf(key: string, by: string, nameOfSource: (id: string) => string): string {
  if (by === bySource) return nameOfSource(key);
  return key === "" ? `no ${visibleText(by)}` : visibleText(key);
}

function rank(rows: readonly BoardRow[], by: string): Pick<BoardGroup, "worst" | "words"> {
  const counts = new Map<Severity, number>();
  for (const { severity } of rows) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  const there = severities.filter((severity) => counts.has(severity));
  const worst = there[0] ?? "none";
  // The heading says it already.
  if (by === "severity" && there.length === 1) return { worst, words: String(rows.length) };
  const words = there.map((severity) => `${counts.get(severity)} ${severity === "none" ? "without severity" : severity}`);
  return { worst, words: words.join(", ") };
}

/** The rows, or the groups' heads with the rows of those that are not folded. */
export function linesOf(rows: readonly BoardRow[], groups: readonly BoardGroup[] | undefined): BoardLine[] {
  if (!groups) return rows.map(lineOf);
  return groups.flatMap((group): BoardLine[] => [
    { kind: "group", id: groupLineId(group.key), group },
    ...(group.isFolded ? [] : group.rows.map(lineOf)),
  ]);
}

// The same line for the same row, so that what did not change is not drawn again.
const lines = new WeakMap<BoardRow, BoardLine>();

function lineOf(row: BoardRow): BoardLine {
  let line = lines.get(row);
  if (!line) {
    line = { kind: "row", id: row.id, row };
    lines.set(row, line);
  }
  return line;
}

/** The labels that rows can be grouped by: those that most of them have come first. */
export function groupingLabels(rows: readonly BoardRow[], most = 30): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { labels } of rows) for (const name of Object.keys(labels)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, most);
}
