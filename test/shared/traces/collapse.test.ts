import { expect, test } from "vitest";
import type { Trace } from "#shared/model/trace";
import {
  collapseAll,
  collapseDepth,
  collapseOneLevel,
  collapseService,
  expandAll,
  expandOneLevel,
  reveal,
  toggle,
} from "#shared/traces/collapse";
import { shownRows } from "#shared/traces/shown-rows";
import { operationAt, traceOf, untouchedView } from "./build/drawn-trace";
import { readGenerated } from "./generated-table";

const shop = traceOf(`
  GET shop       |==========|
    check auth   |=         |
    list cart    |  ====    |
      query db   |  ===     |
        row db   |   =      |
    render shop  |        ==|
      draw shop  |        = |`);

const visible = (trace: Trace, collapsed: Uint8Array): string =>
  Array.from(shownRows(trace, { ...untouchedView(trace), collapsed }).spans, (span) => operationAt(trace, span)).join(" ");

test.each([
  { name: "all", collapsed: collapseAll(shop), rows: "GET" },
  { name: "nothing", collapsed: expandAll(shop), rows: "GET check list query row render draw" },
  { name: "what is deeper than the first level", collapsed: collapseDepth(shop, 1), rows: "GET check list render" },
  { name: "what is deeper than the second level", collapsed: collapseDepth(shop, 2), rows: "GET check list query render draw" },
  {
    name: "what a service called",
    collapsed: collapseService(shop, shop.services.indexOf("cart")),
    rows: "GET check list render draw",
  },
  {
    name: "what a service called, beside what is folded already",
    collapsed: collapseService(shop, shop.services.indexOf("cart"), toggle(expandAll(shop), 5)),
    rows: "GET check list render",
  },
  { name: "one span", collapsed: toggle(expandAll(shop), 3), rows: "GET check list query render draw" },
  { name: "one span and back", collapsed: toggle(toggle(expandAll(shop), 3), 3), rows: "GET check list query row render draw" },
])("folding $name leaves its rows", ({ collapsed, rows }) => expect(visible(shop, collapsed)).toBe(rows));

test("levels are folded from the deepest up, and unfolded from the highest down", () => {
  const seen: string[] = [];
  let collapsed = expandAll(shop);
  for (let times = 0; times < 4; times++) {
    collapsed = collapseOneLevel(shop, collapsed);
    seen.push(visible(shop, collapsed));
  }
  for (let times = 0; times < 4; times++) {
    collapsed = expandOneLevel(shop, collapsed);
    seen.push(visible(shop, collapsed));
  }
  expect(seen).toEqual([
    "GET check list query render draw",
    "GET check list render",
    "GET",
    "GET",
    "GET check list render",
    "GET check list query render draw",
    "GET check list query row render draw",
    "GET check list query row render draw",
  ]);
});

test.each(Array.from({ length: 12 }, (_, seed) => ({ seed })))(
  "every level that is folded can be unfolded again: seed $seed",
  ({ seed }) => {
    const { trace } = readGenerated({ seed, spans: 200, depth: 2 + seed });
    let collapsed = expandAll(trace);
    const states: Uint8Array[] = [];
    for (let times = 0; times < 30; times++) {
      states.push(collapsed);
      collapsed = collapseOneLevel(trace, collapsed);
    }
    expect(collapsed).toEqual(collapseAll(trace));
    for (let times = 0; times < 30; times++) collapsed = expandOneLevel(trace, collapsed);
    expect(collapsed).toEqual(expandAll(trace));
    // Each step folds something, until nothing is left to fold.
    const rows = states.map((state) => visible(trace, state).length);
    expect(rows).toEqual(rows.toSorted((a, b) => b - a));
  },
);

test("a span is revealed by unfolding what it is folded into: its ancestors and its run", () => {
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
  const view = { ...untouchedView(repeated), collapsed: collapseAll(repeated) };
  const rowsOf = (position: number): number[] => [...shownRows(repeated, reveal(repeated, view, position)).spans];
  expect(rowsOf(0)).toEqual([0]);
  expect(rowsOf(1)).toEqual([0, 1]);
  expect(rowsOf(5)).toEqual([0, 1, 3, 5, 7]);
  expect(rowsOf(4)).toEqual([0, 1, 3, 4, 5, 7]);
});
