// Lines gathered into the windows of a range aggregation. At each moment t of the query a window holds what is later than
// t - range and not later than t. Counts need no lines kept: a line adds to the first window that it is in and takes away behind the
// last. Numbers out of labels are kept until all have come, as their order and their extremes matter.
import type { LogEntry } from "../../logs/block";
import { AppError } from "../../model/failure";
import type { Labels } from "../../model/labels";
import { byteLength } from "../../promql/utf8";
import { parseBytes, parseGoDuration } from "../amounts";
import type { Grouping, RangeAggregation, Unwrap } from "../ast";
import { type Column, type Columns, columnAt, grouped } from "./columns";
import { compileLabelFilter, parseFloatOfGo } from "./label-filters";
import { LineState } from "./line-state";
import { leadingFilters } from "./pipeline";
import { reduceWindow } from "./reductions";
import { compileMatchers } from "./selector";
import { compileStages } from "./stages";

/** The moments of a query, in ms. */
export interface Moments {
  start: number;
  step: number;
  count: number;
}

export interface Windows {
  add(entry: LogEntry): void;
  columns(): Columns;
}

const mostSeries = 20_000;
/** Series times moments: some hundred megabytes. */
const mostValues = 4_000_000;
const mostSamples = 4_000_000;

interface Gathered {
  column: Column;
  /** Of counts: what changes at each moment, and how many lines there are. */
  counts: Float64Array;
  /** Of numbers: when, and how much. */
  at: number[];
  numbers: number[];
}

/**
 * `summed`: the series are only summed up by these labels; where that comes to the same they are counted together at once, as lines
 * of which each has other labels would make as many series.
 */
export function createWindows(
  expr: RangeAggregation,
  { start, step, count }: Moments,
  summed?: Pick<Grouping, "mode" | "labels">,
): Windows {
  const { log, unwrap, operation } = expr;
  const range = expr.range.seconds * 1000;
  const offset = (expr.offset?.seconds ?? 0) * 1000;
  const selects = compileMatchers(log.selector);
  const filters = leadingFilters(log.stages);
  const run = compileStages(log.stages.slice(filters.length));
  const amountOf = unwrap ? compileUnwrap(unwrap) : operation.startsWith("bytes") ? bytesOf : () => 1;
  const isSummed = !unwrap;
  const selected = new WeakMap<Labels, boolean>();
  const byLabels = new WeakMap<Labels, Gathered>();
  const columns: Columns = new Map();
  const gathered = new Map<Column, Gathered>();
  let samples = 0;

  function isSelected(labels: Labels): boolean {
    let is = selected.get(labels);
    if (is === undefined) {
      is = selects(labels);
      selected.set(labels, is);
    }
    return is;
  }

  function gatheredOf(state: LineState): Gathered {
    const isPlain = state.hasStreamLabels && !unwrap;
    const known = isPlain ? byLabels.get(state.entry.labels) : undefined;
    if (known) return known;
    const column = columnAt(columns, summed ? groupLabels(state, summed) : seriesLabels(state, expr), count);
    let found = gathered.get(column);
    if (!found) {
      if (gathered.size >= mostSeries) throw tooMany(`more than ${mostSeries} series`);
      if (gathered.size * count >= mostValues) throw tooMany(`more than ${mostValues} values`);
      found = { column, counts: new Float64Array(isSummed ? 2 * (count + 1) : 0), at: [], numbers: [] };
      gathered.set(column, found);
    }
    if (isPlain) byLabels.set(state.entry.labels, found);
    return found;
  }

  return {
    add(entry) {
      // The first moment that is not before the line; what lies between two milliseconds is not yet there at the first.
      const at = entry.ms + (entry.ns > 0 ? 1 : 0) + offset;
      const first = Math.max(0, Math.ceil((at - start) / step));
      const behind = Math.min(count, Math.ceil((at + range - start) / step));
      if (first >= behind || !isSelected(entry.labels)) return;
      for (const passes of filters) if (!passes(entry.line)) return;
      const state = new LineState(entry);
      if (!run(state)) return;
      const amount = amountOf(state);
      if (amount === undefined) return;
      if (state.error !== "") throw failed(state);
      const { counts, at: times, numbers } = gatheredOf(state);
      if (isSummed) {
        counts[2 * first] = (counts[2 * first] ?? 0) + amount;
        counts[2 * first + 1] = (counts[2 * first + 1] ?? 0) + 1;
        counts[2 * behind] = (counts[2 * behind] ?? 0) - amount;
        counts[2 * behind + 1] = (counts[2 * behind + 1] ?? 0) - 1;
        return;
      }
      if (++samples > mostSamples) throw tooMany(`more than ${mostSamples} numbers`);
      times.push(entry.ms + entry.ns / 1e6 + offset);
      numbers.push(amount);
    },
    columns() {
      const perSecond = operation === "rate" || operation === "bytes_rate" ? expr.range.seconds : 1;
      for (const one of gathered.values()) {
        if (isSummed) sumUp(one, perSecond);
        else reduceAll(one);
      }
      return operation === "absent_over_time" ? absent(expr, columns, count) : columns;
    },
  };

  function sumUp({ column, counts }: Gathered, perSecond: number): void {
    let [sum, lines] = [0, 0];
    for (let index = 0; index < count; index++) {
      sum += counts[2 * index] ?? 0;
      lines += counts[2 * index + 1] ?? 0;
      column.has[index] = lines > 0 ? 1 : 0;
      column.values[index] = lines > 0 ? sum / perSecond : 0;
    }
  }

  function reduceAll({ column, at, numbers }: Gathered): void {
    const order = at.map((_, index) => index).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b);
    let [from, to] = [0, 0];
    for (let index = 0; index < count; index++) {
      const moment = start + index * step;
      while (to < order.length && (at[order[to] ?? 0] ?? 0) <= moment) to++;
      while (from < to && (at[order[from] ?? 0] ?? 0) <= moment - range) from++;
      if (from === to) continue;
      const inside = order.slice(from, to).map((position) => numbers[position] ?? 0);
      column.has[index] = 1;
      column.values[index] = reduceWindow(operation, inside, { seconds: expr.range.seconds, parameter: expr.parameter });
    }
  }
}

const bytesOf = ({ line }: LineState): number => byteLength(line);

/** Only the labels that are asked for are looked up. */
function groupLabels(state: LineState, grouping: Pick<Grouping, "mode" | "labels">): Labels {
  if (grouping.mode === "without") return grouped(state.allLabels(), grouping);
  return Object.fromEntries(
    grouping.labels.flatMap((name) => {
      const value = state.get(name);
      return value === undefined || name === "__proto__" ? [] : [[name, value]];
    }),
  );
}

function seriesLabels(state: LineState, { unwrap, grouping }: RangeAggregation): Labels {
  const all = state.allLabels();
  if (grouping?.mode === "by") return grouped(all, grouping);
  // The unwrapped label is the number: it does not tell series apart.
  const left = [...(grouping?.labels ?? []), ...(unwrap ? [unwrap.label] : [])];
  return left.length > 0 ? grouped(all, { mode: "without", labels: left }) : all;
}

/** The number in a label; undefined where the line has none, or is filtered out. */
function compileUnwrap({ label, conversion, filters }: Unwrap): (state: LineState) => number | undefined {
  const read = conversion === "bytes" ? parseBytes : conversion ? parseGoDuration : parseFloatOfGo;
  const passes = filters.map(({ filter }) => compileLabelFilter(filter));
  return (state) => {
    const text = state.get(label);
    if (text === undefined || text === "") return undefined;
    const amount = read(text);
    if (amount === undefined) state.fail("SampleExtractionErr", `${JSON.stringify(text)} of ${label} is not a number`);
    return passes.every((pass) => pass(state)) ? (amount ?? 0) : undefined;
  };
}

/** Nothing is there of what was asked: one series that says so, with the labels that the selector names. */
function absent({ log }: RangeAggregation, columns: Columns, count: number): Columns {
  const names = new Map<string, string>();
  for (const { name, operator, value } of log.selector.matchers) if (operator === "=") names.set(name, value);
  const missing: Columns = new Map();
  const column = columnAt(missing, Object.fromEntries(names), count);
  for (let index = 0; index < count; index++) {
    const isThere = [...columns.values()].some(({ has }) => has[index] === 1);
    column.has[index] = isThere ? 0 : 1;
    column.values[index] = 1;
  }
  return missing;
}

const tooMany = (what: string): AppError =>
  new AppError({ kind: "too-large", say: `The query makes ${what}: narrow its selector, its labels or its time.` });

const failed = ({ error, entry }: LineState): AppError =>
  new AppError({
    kind: "bad-query",
    say: `Lines could not be read (${error}), for one "${entry.line.slice(0, 80)}": add \`| __error__=""\` to leave such lines out.`,
  });
