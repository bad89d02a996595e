// Which streams an expression is about. A metric query may be about several selectors; a stream that one of them means is read.
import type { LogqlQuery, LogRange, MetricExpr, Selector } from "#shared/logql/ast";
import type { Labels } from "#shared/model/labels";
import { compileMatcher } from "#shared/promql/matchers";
import type { Selection } from "./reader";

export function selectionOf(query: LogqlQuery): Selection {
  const selectors = query.kind === "lines" ? [query.selector] : selectorsIn(query.expr);
  const compiled = selectors.map(compile);
  return { mayMatch: ({ labels, open }) => compiled.some((mayMatch) => mayMatch(labels, open)) };
}

/** Of a bare selector, as labels are asked with; undefined: everything. */
export const wholeSelection: Selection = { mayMatch: () => true };

/** Only streams of exactly these labels, as far as they are known. */
export const selectionOfLabels = (wanted: Labels): Selection => ({
  mayMatch: ({ labels, open }) =>
    Object.entries(labels).every(([name, value]) => wanted[name] === value) &&
    Object.keys(wanted).every((name) => Object.hasOwn(labels, name) || open.includes(name)),
});

function compile({ matchers }: Selector): (labels: Labels, open: readonly string[]) => boolean {
  const compiled = matchers.map((matcher) => ({
    name: matcher.name,
    matches: compileMatcher({ ...matcher, label: matcher.name }),
  }));
  return (labels, open) =>
    compiled.every(({ name, matches }) => {
      if (Object.hasOwn(labels, name)) return matches(labels[name] ?? "");
      return open.includes(name) || matches("");
    });
}

/** Every selector of a metric query, with the stretch of time before each moment that its windows reach. */
export function selectorsIn(expr: MetricExpr): Selector[] {
  return rangesIn(expr).map(({ log }) => log.selector);
}

/** How far before the first moment, and how far before the last, lines are still asked for: in seconds. */
export function reachOf(expr: MetricExpr): { before: number; offset: number } {
  const ranges = rangesIn(expr);
  const before = Math.max(0, ...ranges.map(({ range, offset }) => range.seconds + (offset?.seconds ?? 0)));
  const offset = Math.min(...ranges.map(({ offset: by }) => by?.seconds ?? 0), Number.POSITIVE_INFINITY);
  return { before, offset: Number.isFinite(offset) ? offset : 0 };
}

/** Every reading of lines that a metric query makes. */
export function rangesIn(expr: MetricExpr): Pick<LogRange, "log" | "range" | "offset">[] {
  switch (expr.type) {
    case "range-aggregation":
      return [{ log: expr.log, range: expr.range, offset: expr.offset }];
    case "variants":
      return [{ log: expr.of.log, range: expr.of.range, offset: expr.of.offset }];
    case "vector-aggregation":
    case "label-replace":
    case "paren":
      return rangesIn(expr.expr);
    case "binary":
      return [...rangesIn(expr.left), ...rangesIn(expr.right)];
    case "number":
    case "vector":
      return [];
  }
}
