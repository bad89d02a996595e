import { describe, expect, test } from "vitest";
import { spanFlags, type Trace } from "#shared/model/trace";
import { amongPositions, passingSpans, type ShownRows, shownRows } from "#shared/traces/shown-rows";
import { matchesOf, type TraceFilter, type TraceView } from "#shared/traces/trace-view";
import { createRandom } from "../../support/random-numbers";
import { operationAt, traceOf, untouchedView } from "./build/drawn-trace";
import { readGenerated } from "./generated-table";

const shop = traceOf(`
  GET shop client       |##########|
    check auth          |=         |
    list cart           |  ====    |
      query db          |  ===     |
        row db error    |   =      |
    render shop         |        ==|`);

const numberOf = (trace: Trace, service: string): number => trace.services.indexOf(service);
const found = (trace: Trace, name: string): Uint8Array =>
  matchesOf(
    trace,
    Array.from({ length: trace.count }, (_, position) => position).filter((position) => operationAt(trace, position) === name),
  );

/** Names, in brackets where they are context only, with the length of a folded run behind. */
function told(trace: Trace, { spans, foldedRun, isContext }: ShownRows): string[] {
  return Array.from(spans, (span, row) => {
    const run = trace.runs[foldedRun[row] as number];
    const name = `${operationAt(trace, span)}${run ? ` × ${run.count}` : ""}`;
    return isContext[row] ? `(${name})` : name;
  });
}

test.each<{ name: string; filter: TraceFilter; rows: string[]; hidden: number }>([
  { name: "without a filter all of them", filter: {}, rows: ["GET", "check", "list", "query", "row", "render"], hidden: 0 },
  {
    name: "the ones with errors, and those that lead to them",
    filter: { errorsOnly: true },
    rows: ["(GET)", "(list)", "(query)", "row"],
    hidden: 2,
  },
  {
    name: "those of services that are not hidden",
    filter: { services: new Set([numberOf(shop, "db")]) },
    rows: ["GET", "check", "list", "render"],
    hidden: 2,
  },
  {
    name: "hidden services too, where something else goes on below them",
    filter: { services: new Set([numberOf(shop, "shop"), numberOf(shop, "cart")]) },
    rows: ["(GET)", "check", "(list)", "query", "row"],
    hidden: 1,
  },
  {
    name: "a hidden set that is empty hides nothing",
    filter: { services: new Set() },
    rows: ["GET", "check", "list", "query", "row", "render"],
    hidden: 0,
  },
  { name: "the ones that were found", filter: { matches: found(shop, "query") }, rows: ["(GET)", "(list)", "query"], hidden: 3 },
  { name: "none where none was found", filter: { matches: found(shop, "nothing") }, rows: [], hidden: 6 },
  { name: "those that take their share", filter: { leastShare: 0.3 }, rows: ["GET", "list", "query"], hidden: 3 },
  {
    name: "those on the critical path",
    filter: { criticalOnly: true },
    rows: ["GET", "check", "list", "query", "row", "render"],
    hidden: 0,
  },
  {
    name: "those for which all of it holds",
    filter: { leastShare: 0.2, matches: found(shop, "render"), errorsOnly: false },
    rows: ["(GET)", "render"],
    hidden: 4,
  },
])("rows are there for $name", ({ filter, rows, hidden }) => {
  const shown = shownRows(shop, { ...untouchedView(shop), filter });
  expect({ rows: told(shop, shown), hidden: shown.hidden }).toEqual({ rows, hidden });
});

test("a folded span keeps its row, and what is below it has none", () => {
  const collapsed = new Uint8Array(shop.count);
  collapsed[2] = 1;
  const shown = shownRows(shop, { ...untouchedView(shop), collapsed });
  expect({ rows: told(shop, shown), hidden: shown.hidden }).toEqual({ rows: ["GET", "check", "list", "render"], hidden: 0 });
});

describe("a run of repeated siblings", () => {
  const repeated = traceOf(`
    GET shop         |==========|
      check auth     |=         |
      SELECT db      | =        |
      SELECT db error |  =       |
      SELECT db      |   =      |
      SELECT db      |    =     |
      render shop    |     =    |`);
  const view = untouchedView(repeated);

  test.each<{ name: string; view: Partial<TraceView>; rows: string[] }>([
    { name: "is one row", view: {}, rows: ["GET", "check", "SELECT × 4", "render"] },
    {
      name: "is a row each when runs are not folded",
      view: { foldsRuns: false },
      rows: ["GET", "check", "SELECT", "SELECT", "SELECT", "SELECT", "render"],
    },
    {
      name: "is a row each when it was opened",
      view: { openRuns: new Set([0]) },
      rows: ["GET", "check", "SELECT", "SELECT", "SELECT", "SELECT", "render"],
    },
    {
      name: "stays one row while all of it passes the filter",
      view: { filter: { services: new Set([numberOf(repeated, "auth")]) } },
      rows: ["GET", "SELECT × 4", "render"],
    },
    {
      name: "shows which of its spans pass the filter when not all do",
      view: { filter: { errorsOnly: true } },
      rows: ["(GET)", "SELECT"],
    },
  ])("$name", ({ view: changed, rows }) => expect(told(repeated, shownRows(repeated, { ...view, ...changed }))).toEqual(rows));
});

test("a folded run of siblings that have children hides those as well", () => {
  const repeated = traceOf(`
    GET shop         |========|
      get cart       |==      |
        SELECT db    |=       |
      get cart       |  ==    |
        SELECT db    |  =     |
      get cart       |    ==  |
        SELECT db    |    =   |
      get cart       |      ==|
        SELECT db    |      = |`);
  expect(told(repeated, shownRows(repeated, untouchedView(repeated)))).toEqual(["GET", "get × 4"]);
});

test("without a filter no list of positions is made, because all of them pass", () => {
  expect(amongPositions(shop, { leastShare: 0, errorsOnly: false, services: new Set() })).toBeUndefined();
  expect(amongPositions(shop, { errorsOnly: true })).toEqual(Uint32Array.of(4));
});

/** The same said plainly: span by span, each asking for its ancestors and descendants. */
function naiveRows(
  trace: Trace,
  { collapsed, foldsRuns, openRuns, filter }: TraceView,
): { rows: [number, number, number][]; hidden: number } {
  const positions = Array.from({ length: trace.count }, (_, position) => position);
  const passing = passingSpans(trace, filter) ?? new Uint8Array(trace.count).fill(1);
  const isKept = (position: number): boolean =>
    passing.subarray(position, position + (trace.size[position] as number) + 1).includes(1);
  const isFolded = (run: number): boolean =>
    run >= 0 &&
    foldsRuns &&
    !openRuns.has(run) &&
    positions.every((position) => trace.run[position] !== run || passing[position] === 1);
  const folded = new Map(trace.runs.map((_, run) => [run, isFolded(run)]));
  const ancestors = (position: number): number[] => {
    const above: number[] = [];
    for (let at = trace.parent[position] as number; at >= 0; at = trace.parent[at] as number) above.push(at);
    return above;
  };
  const rows = positions.flatMap((position): [number, number, number][] => {
    const run = trace.run[position] as number;
    const isOfFolded = folded.get(run) === true;
    if (!isKept(position) || (isOfFolded && trace.runs[run]?.first !== position)) return [];
    const isBelowFold = ancestors(position).some((at) => collapsed[at] === 1 || folded.get(trace.run[at] as number) === true);
    return isBelowFold ? [] : [[position, isOfFolded ? run : -1, passing[position] === 1 ? 0 : 1]];
  });
  return { rows, hidden: positions.filter((position) => !isKept(position)).length };
}

test.each(Array.from({ length: 25 }, (_, seed) => ({ seed })))(
  "rows of a random view are those of the plain rules: seed $seed",
  ({ seed }) => {
    const random = createRandom(seed);
    const { trace } = readGenerated({
      seed,
      spans: random.whole(1, 300),
      depth: random.whole(1, 12),
      repeated: 3,
      orphans: seed % 3,
      errors: 0.1,
    });
    const view: TraceView = {
      collapsed: Uint8Array.from(trace.size, (size) => (size > 0 && random.chance(0.15) ? 1 : 0)),
      foldsRuns: random.chance(0.8),
      openRuns: new Set([...trace.runs.keys()].filter(() => random.chance(0.3))),
      filter: {
        ...(random.chance(0.4) && { services: new Set([random.whole(0, 5), random.whole(0, 5)]) }),
        ...(random.chance(0.3) && { matches: Uint8Array.from(trace.size, () => (random.chance(0.3) ? 1 : 0)) }),
        ...(random.chance(0.3) && { leastShare: random.fraction() ** 4 }),
        ...(random.chance(0.2) && { errorsOnly: true }),
        ...(random.chance(0.2) && { criticalOnly: true }),
      },
    };
    const shown = shownRows(trace, view);
    const rows = Array.from(shown.spans, (span, row) => [span, shown.foldedRun[row], shown.isContext[row]]);
    expect({ rows, hidden: shown.hidden }).toEqual(naiveRows(trace, view));
  },
);

test("no error of a trace is hidden by a folded run without being counted", () => {
  const { trace } = readGenerated({ seed: 3, spans: 3000, repeated: 20, errors: 0.1 });
  const { spans, foldedRun } = shownRows(trace, untouchedView(trace));
  let errors = 0;
  spans.forEach((span, row) => {
    const run = trace.runs[foldedRun[row] as number];
    errors += run ? run.errors : (trace.flags[span] as number) & spanFlags.error;
  });
  expect(errors).toBe(trace.flags.filter((flags) => (flags & spanFlags.error) !== 0).length);
  expect(trace.runs.length).toBeGreaterThan(5);
});
