import { describe, expect, test } from "vitest";
import { parseDashboardText, writeDashboardText } from "#shared/dashboards/dashboard-text";
import { elementsOf } from "#shared/dashboards/layout";
import { readDashboard } from "#shared/dashboards/read-dashboard";
import { aDashboard } from "../../support/dashboards";

const raw = (changes: Record<string, unknown> = {}) => ({ ...aDashboard(), ...changes });
const panel = (id: number, changes = {}) => ({ id, type: "stat", ...changes });
const place = (element: string, changes = {}) => ({ element, x: 0, y: 0, width: 6, height: 4, ...changes });

function read(value: unknown) {
  const outcome = readDashboard(value);
  if (!outcome.ok) throw new Error(outcome.say);
  return outcome;
}

test("a dashboard that is right is read as it is, without a repair", () => {
  expect(readDashboard(aDashboard())).toEqual({ ok: true, dashboard: aDashboard(), repairs: [] });
});

test.each([
  { name: "a list", value: [], say: "This is not a Watchdeck dashboard" },
  { name: "nothing", value: null, say: "This is not a Watchdeck dashboard" },
  { name: "a dashboard of another program", value: { title: "x", panels: [] }, say: "This is not a Watchdeck dashboard" },
  {
    name: "one of a newer version",
    value: raw({ version: 2 }),
    say: "This dashboard is of version 2, from a newer Watchdeck; this one reads version 1.",
  },
  {
    name: "one nested without end",
    value: raw({ layout: nested(300) }),
    say: "This is nested too deep to be a dashboard, at $.layout.tabs",
  },
])("$name is refused with a sentence", ({ value, say }) => {
  expect(readDashboard(value)).toEqual({ ok: false, say: expect.stringContaining(say) });
});

function nested(depth: number): unknown {
  let layout: unknown = { kind: "grid", items: [] };
  for (let level = 0; level < depth; level++) layout = { kind: "tabs", tabs: [{ title: "", layout }] };
  return layout;
}

describe("what is wrong in one place is mended there, and told with its path", () => {
  test.each([
    {
      name: "no title",
      change: { title: " " },
      repair: '$.title: a dashboard needs one; it became "Untitled".',
      expected: { title: "Untitled" },
    },
    {
      name: "no uid",
      change: { uid: 7 },
      repair: '$.uid: expected 1 to 80 letters, digits, - and _; it became "CPU".',
      expected: { uid: "CPU" },
    },
    {
      name: "a uid with spaces",
      change: { uid: "my board" },
      repair: '$.uid: expected 1 to 80 letters, digits, - and _; it became "my-board".',
      expected: { uid: "my-board" },
    },
    { name: "no version", change: { version: "1" }, repair: "$.version: expected 1; it became 1.", expected: { version: 1 } },
    {
      name: "a title that is too long",
      change: { title: "x".repeat(600) },
      repair: /^\$\.title: .*; it became "x+"\.$/,
      expected: { title: "x".repeat(500) },
    },
    {
      name: "tags that are no texts",
      change: { tags: [{}, "a", {}, "b"] },
      repair: "$.tags[2]: expected string, received object; it was left out.",
      expected: { tags: ["a", "b"] },
    },
    {
      name: "a choice that there is not",
      change: { cursorSync: "all" },
      repair: '$.cursorSync: expected one of "off"|"crosshair"|"tooltip"; it was left out.',
      expected: { cursorSync: "crosshair" },
    },
    {
      name: "a variable of an unknown kind",
      change: {
        variables: [
          { kind: "magic", name: "a" },
          { kind: "constant", name: "b", query: "1" },
        ],
      },
      repair: "$.variables[0]: ",
      expected: { variables: [expect.objectContaining({ name: "b" })] },
    },
    {
      name: "a variable that cannot be named in a query",
      change: { variables: [{ kind: "constant", name: "a b" }] },
      repair: "$.variables[0].name: a variable's name has letters",
      expected: { variables: [] },
    },
    {
      name: "two variables of one name",
      change: {
        variables: [
          { kind: "constant", name: "a" },
          { kind: "textbox", name: "a" },
        ],
      },
      repair: "$.variables[1]: another variable is named a; it was left out.",
      expected: { variables: [expect.objectContaining({ kind: "constant" })] },
    },
  ])("$name", ({ change, repair, expected }) => {
    const { dashboard, repairs } = read(raw(change));
    expect(dashboard).toMatchObject(expected);
    expect(repairs.join("\n")).toMatch(
      typeof repair === "string" ? new RegExp(repair.replaceAll(/[$[\]().|^?*+]/g, "\\$&")) : repair,
    );
  });

  test("a property that nobody knows is told: it would be gone with the next save", () => {
    const known = {
      a: panel(1, { options: { anything: 1 }, tittle: "CPU", fieldConfig: { defaults: { custom: { any: 1 }, unitt: "s" } } }),
    };
    expect(read(raw({ elements: known, layout: { kind: "grid", items: [place("a")] }, ttime: {} })).repairs).toEqual([
      "$.elements.a.tittle: this version knows no such property; it was left out.",
      "$.elements.a.fieldConfig.defaults.unitt: this version knows no such property; it was left out.",
      "$.ttime: this version knows no such property; it was left out.",
    ]);
  });

  test("numbers of a place are brought into the grid", () => {
    const { dashboard, repairs } = read(
      raw({ layout: { kind: "grid", items: [place("panel-1", { x: -3, y: 1.6, width: 99, height: 0 })] } }),
    );
    expect(dashboard.layout).toEqual({ kind: "grid", items: [{ element: "panel-1", x: 0, y: 2, width: 24, height: 1 }] });
    expect(repairs).toHaveLength(4);
  });

  test("a place without its panel goes, and a panel without a place stands below the others", () => {
    const { dashboard, repairs } = read(
      raw({ elements: { a: panel(1), b: panel(2) }, layout: { kind: "grid", items: [place("a"), place("gone")] } }),
    );
    expect(dashboard.layout).toEqual({ kind: "grid", items: [place("a"), { element: "b", x: 0, y: 4, width: 12, height: 8 }] });
    expect(repairs).toEqual([
      '$.layout.items[1]: there is no panel "gone"; it was left out.',
      "$.elements.b: the layout has no place for it; it stands at the end.",
    ]);
  });

  test("a panel of the wrong shape goes with its place; the others stay", () => {
    const { dashboard } = read(
      raw({
        elements: { a: panel(1), b: { title: "no id" }, c: 5 },
        layout: { kind: "grid", items: ["a", "b", "c"].map((name) => place(name)) },
      }),
    );
    expect(Object.keys(dashboard.elements)).toEqual(["a"]);
    expect(elementsOf(dashboard.layout)).toEqual(["a"]);
  });

  test("ids of panels and letters of queries are there once each afterwards", () => {
    const queries = [{ refId: "A" }, { refId: "A" }, { refId: "B" }, { refId: "" }];
    const { dashboard } = read(raw({ elements: { a: panel(1, { queries }), b: panel(1), c: panel(5) } }));
    expect(Object.values(dashboard.elements).map(({ id }) => id)).toEqual([1, 6, 5]);
    expect(dashboard.elements.a?.queries.map(({ refId }) => refId)).toEqual(["A", "C", "B", "D"]);
  });

  test("a layout that cannot be read costs the places, not the panels", () => {
    const { dashboard } = read(raw({ layout: { kind: "spiral" } }));
    expect(elementsOf(dashboard.layout)).toEqual(["panel-1"]);
  });

  test("properties named __proto__ are left out, and no object changes by them", () => {
    const text = JSON.stringify(raw()).replace(
      '"elements":{',
      '"elements":{"__proto__":{"id":9,"type":"x","polluted":1},"constructor":{"id":8,"type":"stat"},',
    );
    const outcome = parseDashboardText(text);
    if (!outcome.ok) throw new Error(outcome.say);
    expect(Object.keys(outcome.dashboard.elements)).toEqual(["constructor", "panel-1"]);
    expect(Object.getPrototypeOf(outcome.dashboard.elements)).toBe(Object.prototype);
    expect(outcome.repairs[0]).toBe("$.elements.__proto__: a property of this name is left out.");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

test("a thousand panels are read, and a thousand mistakes are mended and told in short", () => {
  const elements = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [`panel-${index}`, panel(index, { title: [], isTransparent: "no" })]),
  );
  const { dashboard, repairs } = read(raw({ elements, layout: { kind: "grid", items: [] } }));
  expect(Object.keys(dashboard.elements)).toHaveLength(1000);
  expect(elementsOf(dashboard.layout)).toHaveLength(1000);
  expect(repairs).toHaveLength(201);
  expect(repairs.at(-1)).toBe("And 2800 more like these.");
});

describe("the text of a dashboard", () => {
  test("is read back as the same dashboard", () => {
    expect(parseDashboardText(writeDashboardText(aDashboard()))).toEqual({ ok: true, dashboard: aDashboard(), repairs: [] });
  });

  test("is the same whatever order the properties came in, and ends in one line feed", () => {
    const shuffled = aDashboard({
      elements: {
        "panel-10": { ...aDashboard().elements["panel-1"], id: 10, options: { b: 1, a: { d: 1, c: 2 } } } as never,
        ...aDashboard().elements,
      },
    });
    const reversed = JSON.parse(JSON.stringify(shuffled), (_key, value) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    const text = writeDashboardText(shuffled);
    expect(writeDashboardText(reversed)).toBe(text);
    expect(text.endsWith("}\n")).toBe(true);
    expect(text.indexOf('"panel-1"')).toBeLessThan(text.indexOf('"panel-10"'));
  });

  test.each([
    { name: "nothing", text: " \n", say: "The file is empty." },
    { name: "no JSON", text: '{"kind":\n oops}', say: 'This is not JSON, at line 2, column 2: Expected a value, found "o".' },
    { name: "50 MB", text: `"${"x".repeat(50_000_000)}"`, say: "This is larger than 25 MB: that is no dashboard." },
  ])("of $name is refused with a sentence", ({ text, say }) => expect(parseDashboardText(text)).toEqual({ ok: false, say }));
});
