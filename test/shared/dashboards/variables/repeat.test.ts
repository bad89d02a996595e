import { expect, test } from "vitest";
import type { GridItem, Layout } from "#shared/dashboards/layout";
import {
  type ExpandedGrid,
  type ExpandedLayout,
  type ExpandedRows,
  expandLayout,
  mostCopies,
} from "#shared/dashboards/variables/repeat";
import type { Scope } from "#shared/dashboards/variables/scope";
import { scopeWith, several, single } from "../../../support/dashboard-scope";
import { createRandom } from "../../../support/random-numbers";

const letters = (count: number) => Array.from({ length: count }, (_, index) => String.fromCharCode(97 + index));
const scopeOf = (...values: string[]): Scope => scopeWith({ host: several(values), dc: several(["x", "y"]), one: single("z") });

const item = (element: string, x: number, y: number, width: number, height: number, repeat?: GridItem["repeat"]): GridItem =>
  repeat ? { element, x, y, width, height, repeat } : { element, x, y, width, height };

/** Each panel as `element[values] x,y width×height`. */
function sketch(layout: ExpandedLayout): string[] {
  if (layout.kind !== "grid") throw new Error(`became ${layout.kind}`);
  return layout.items.map(
    ({ element, locals, x, y, width, height }) =>
      `${element}${locals.size > 0 ? `[${[...locals.values()]}]` : ""} ${x},${y} ${width}×${height}`,
  );
}

const grid = (items: GridItem[]): Layout => ({ kind: "grid", items });

test.each([
  {
    name: "nothing repeated stays where it is",
    items: [item("a", 0, 0, 12, 8), item("b", 12, 0, 12, 8)],
    hosts: ["1"],
    sketch: ["a 0,0 12×8", "b 12,0 12×8"],
  },
  {
    name: "one value side by side takes the whole width",
    items: [item("a", 0, 0, 6, 8, { variable: "host", direction: "h" })],
    hosts: ["1"],
    sketch: ["a[1] 0,0 24×8"],
  },
  {
    name: "three share it",
    items: [item("a", 0, 0, 24, 8, { variable: "host", direction: "h" })],
    hosts: letters(3),
    sketch: ["a[a] 0,0 8×8", "a[b] 8,0 8×8", "a[c] 16,0 8×8"],
  },
  {
    name: "no more than four stand side by side, when nothing is said",
    items: [item("a", 0, 0, 24, 8, { variable: "host", direction: "h" })],
    hosts: letters(5),
    sketch: ["a[a] 0,0 6×8", "a[b] 6,0 6×8", "a[c] 12,0 6×8", "a[d] 18,0 6×8", "a[e] 0,8 6×8"],
  },
  {
    name: "five in a row fill it",
    items: [item("a", 0, 0, 24, 4, { variable: "host", direction: "h", maxPerRow: 5 })],
    hosts: letters(5),
    sketch: ["a[a] 0,0 5×4", "a[b] 5,0 5×4", "a[c] 10,0 4×4", "a[d] 14,0 5×4", "a[e] 19,0 5×4"],
  },
  {
    name: "what stands below goes down with the copies",
    items: [
      item("a", 0, 0, 24, 4, { variable: "host", direction: "h", maxPerRow: 2 }),
      item("b", 0, 4, 12, 4),
      item("c", 12, 4, 12, 4),
    ],
    hosts: letters(3),
    sketch: ["a[a] 0,0 12×4", "a[b] 12,0 12×4", "a[c] 0,4 12×4", "c 12,4 12×4", "b 0,8 12×4"],
  },
  {
    name: "what stood beside copies across the width goes below them",
    items: [item("a", 0, 0, 12, 4, { variable: "host", direction: "h" }), item("b", 12, 0, 12, 4), item("c", 0, 4, 24, 2)],
    hosts: letters(5),
    sketch: ["a[a] 0,0 6×4", "a[b] 6,0 6×4", "a[c] 12,0 6×4", "a[d] 18,0 6×4", "a[e] 0,4 6×4", "b 12,4 12×4", "c 0,8 24×2"],
  },
  {
    name: "one below another they keep their width, and the others theirs",
    items: [item("a", 0, 0, 8, 3, { variable: "host", direction: "v" }), item("b", 8, 0, 16, 6), item("c", 0, 6, 24, 2)],
    hosts: letters(3),
    sketch: ["a[a] 0,0 8×3", "b 8,0 16×6", "a[b] 0,3 8×3", "a[c] 0,6 8×3", "c 0,9 24×2"],
  },
  {
    name: "a variable that is not there repeats nothing",
    items: [item("a", 0, 0, 6, 8, { variable: "gone", direction: "h" })],
    hosts: ["1"],
    sketch: ["a 0,0 6×8"],
  },
  {
    name: "nothing chosen is one copy, which finds nothing",
    items: [item("a", 0, 0, 6, 8, { variable: "host", direction: "v" })],
    hosts: [],
    sketch: ["a 0,0 6×8"],
  },
  {
    name: "a value of which there is one only is a copy as well",
    items: [item("a", 3, 0, 6, 8, { variable: "one", direction: "v" })],
    hosts: [],
    sketch: ["a[z] 3,0 6×8"],
  },
  {
    name: "gaps above are closed, and what reaches beyond the grid comes back in",
    items: [item("a", 20, 5, 12, 2), item("b", 0, 9, 6, 2)],
    hosts: [],
    sketch: ["b 0,0 6×2", "a 12,0 12×2"],
  },
])("$name", ({ items, hosts, sketch: expected }) =>
  expect(sketch(expandLayout(grid(items), scopeOf(...hosts)))).toEqual(expected),
);

test("whatever is repeated, nothing overlaps, nothing is lost and all keys differ", () => {
  const random = createRandom(3);
  for (let round = 0; round < 300; round++) {
    const items = Array.from({ length: random.whole(1, 12) }, (_, index) => {
      const width = random.whole(1, 24);
      const repeat = random.chance(0.4)
        ? {
            variable: "host",
            direction: random.pick(["h", "v"] as const),
            ...(random.chance(0.5) ? { maxPerRow: random.whole(1, 24) } : {}),
          }
        : undefined;
      return item(`e${index % 5}`, random.whole(0, 24 - width), random.whole(0, 20), width, random.whole(1, 8), repeat);
    });
    const hosts = letters(random.whole(0, 7));
    const expanded = expandLayout(grid(items), scopeOf(...hosts)) as ExpandedGrid;
    const cells = new Set<string>();
    for (const { x, y, width, height } of expanded.items) {
      expect(x + width).toBeLessThanOrEqual(24);
      for (let column = x; column < x + width; column++) for (let row = y; row < y + height; row++) cells.add(`${column},${row}`);
    }
    expect(cells.size).toBe(expanded.items.reduce((sum, { width, height }) => sum + width * height, 0));
    expect(new Set(expanded.items.map(({ key }) => key)).size).toBe(expanded.items.length);
    expect(expanded.items.length).toBe(items.reduce((sum, { repeat }) => sum + (repeat ? Math.max(1, hosts.length) : 1), 0));
    expect(expanded.height).toBe(Math.max(...expanded.items.map(({ y, height }) => y + height)));
  }
});

test("rows repeat with all that is in them, and panels in them by other variables", () => {
  const layout: Layout = {
    kind: "rows",
    rows: [
      { title: "", isCollapsed: false, isHeadless: true, layout: grid([item("top", 0, 0, 24, 2)]) },
      {
        title: "Of $dc",
        isCollapsed: true,
        isHeadless: false,
        repeat: "dc",
        layout: grid([
          item("a", 0, 0, 24, 2, { variable: "host", direction: "h" }),
          item("b", 0, 2, 24, 2, { variable: "dc", direction: "h" }),
        ]),
      },
    ],
  };
  const { rows } = expandLayout(layout, scopeOf("1", "2")) as ExpandedRows;
  expect(
    rows.map(({ key, title, index, isCollapsed, isHeadless, locals }) => ({
      key,
      title,
      index,
      isCollapsed,
      isHeadless,
      locals,
    })),
  ).toEqual([
    { key: "row-0", title: "", index: 0, isCollapsed: false, isHeadless: true, locals: new Map() },
    { key: "row-1:dc=x", title: "Of $dc", index: 1, isCollapsed: true, isHeadless: false, locals: new Map([["dc", "x"]]) },
    { key: "row-1:dc=y", title: "Of $dc", index: 1, isCollapsed: true, isHeadless: false, locals: new Map([["dc", "y"]]) },
  ]);
  expect(rows.map((row) => sketch(row.layout))).toEqual([
    ["top 0,0 24×2"],
    // Within a copy its own variable has one value.
    ["a[x,1] 0,0 12×2", "a[x,2] 12,0 12×2", "b[x] 0,2 24×2"],
    ["a[y,1] 0,0 12×2", "a[y,2] 12,0 12×2", "b[y] 0,2 24×2"],
  ]);
  const keys = rows.flatMap(({ layout: inner }) => (inner.kind === "grid" ? inner.items.map(({ key }) => key) : []));
  expect(new Set(keys).size).toBe(keys.length);
});

test("tabs and auto grids repeat too, however deep", () => {
  const layout: Layout = {
    kind: "tabs",
    tabs: [
      {
        title: "$dc",
        repeat: "dc",
        layout: {
          kind: "auto",
          maxColumns: 3,
          columnWidth: 400,
          rowHeight: 300,
          items: [{ element: "a", repeat: { variable: "host", direction: "h" } }, { element: "a" }],
        },
      },
    ],
  };
  expect(expandLayout(layout, scopeOf("1", "2"))).toMatchObject({
    kind: "tabs",
    omitted: 0,
    tabs: [
      {
        key: "tab-0:dc=x",
        index: 0,
        layout: {
          maxColumns: 3,
          items: [{ key: "tab-0:dc=x/a:host=1" }, { key: "tab-0:dc=x/a:host=2" }, { key: "tab-0:dc=x/a" }],
        },
      },
      { key: "tab-0:dc=y" },
    ],
  });
});

test("ten thousand values make two hundred copies, and it is said how many are missing", () => {
  const many = scopeOf(...Array.from({ length: 10_000 }, (_, index) => `h${index}`));
  const expanded = expandLayout(grid([item("a", 0, 0, 24, 2, { variable: "host", direction: "v" })]), many) as ExpandedGrid;
  expect([expanded.items.length, expanded.omitted]).toEqual([mostCopies, 10_000 - mostCopies]);
});
