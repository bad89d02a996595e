import { expect, test } from "vitest";
import { type ContainerRow, containerRowSchema } from "#shared/contract/containers";
import { columnsThatFit } from "../../../../renderer/pages/containers/column-ids";
import { filterRows, linesOf } from "../../../../renderer/pages/containers/lines";
import { containerMark } from "../../../../renderer/pages/containers/states";

const row = (name: string, more: Partial<ContainerRow> = {}): ContainerRow =>
  containerRowSchema.parse({
    id: name.padEnd(64, "0"),
    name,
    image: "busybox:1.35",
    service: "docker",
    state: "running",
    status: "Up 3 hours",
    ports: [],
    ...more,
  });

const rows = [
  row("web", { group: "shop", cpuPercent: 10, workingSetBytes: 100, ports: ["8080 → 80/tcp"] }),
  row("db", { group: "shop", cpuPercent: 30.04, memoryBytes: 50, receivedPerSecond: 5 }),
  row("old", { state: "exited", status: "Exited (137) 2 days ago" }),
  row("lone", { cpuPercent: 30.01, image: "ghcr.io/acme/API:2" }),
  row("pod", { group: "__proto__", cpuPercent: 1 }),
];

const words = (lines: ReturnType<typeof linesOf>) =>
  lines.map((line) =>
    line.kind === "group"
      ? `${line.isFolded ? "+" : "-"} ${line.name} ${line.running}/${line.count}`
      : `${line.isInGroup ? "  " : ""}${line.row.name}`,
  );

test.each([
  { filter: "", expected: ["web", "db", "old", "lone", "pod"] },
  { filter: "SHOP", expected: ["web", "db"] },
  { filter: "shop 8080", expected: ["web"] },
  { filter: "api:2", expected: ["lone"] },
  { filter: "exited", expected: ["old"] },
  { filter: "  137  ", expected: ["old"] },
  { filter: "web00000", expected: ["web"] },
  { filter: ".*", expected: [] },
])("the filter %j leaves those that have all its words", ({ filter, expected }) => {
  expect(filterRows(rows, { filter, isRunningOnly: false }).map(({ name }) => name)).toEqual(expected);
});

test("only running ones", () => {
  expect(filterRows(rows, { filter: "", isRunningOnly: true }).map(({ name }) => name)).toEqual(["web", "db", "lone", "pod"]);
});

test.each([
  { column: "cpu", isDescending: true, expected: ["db", "lone", "web", "pod", "old"] },
  { column: "cpu", isDescending: false, expected: ["pod", "web", "db", "lone", "old"] },
  { column: "name", isDescending: false, expected: ["db", "lone", "old", "pod", "web"] },
  { column: "memory", isDescending: true, expected: ["web", "db", "old", "lone", "pod"] },
  { column: "network", isDescending: true, expected: ["db", "web", "old", "lone", "pod"] },
] as const)("by $column, descending $isDescending, with what is not known last", ({ column, isDescending, expected }) => {
  expect(words(linesOf(rows, { sort: { column, isDescending }, isGrouped: false }, new Set()))).toEqual(expected);
});

const byCpu = { sort: { column: "cpu", isDescending: true }, isGrouped: true } as const;

test("groups stand under their names, with those of no group after them", () => {
  const lines = linesOf(rows, byCpu, new Set());
  expect(words(lines)).toEqual(["- __proto__ 1/1", "  pod", "- shop 2/2", "  db", "  web", "lone", "old"]);
  expect(lines[2]).toMatchObject({
    figures: {
      cpuPercent: 40.04,
      memoryBytes: 150,
      networkPerSecond: 5,
      diskPerSecond: undefined,
      tasks: undefined,
    },
  });
});

test("a folded group shows its head alone", () => {
  expect(words(linesOf(rows, byCpu, new Set(["shop"])))).toEqual(["- __proto__ 1/1", "  pod", "+ shop 2/2", "lone", "old"]);
});

test.each([
  { state: "running", status: "Up", health: undefined, expected: { state: "ok", word: "running" } },
  { state: "running", status: "Up (healthy)", health: "healthy", expected: { state: "ok", word: "healthy" } },
  { state: "running", status: "Up (unhealthy)", health: "unhealthy", expected: { state: "critical", word: "unhealthy" } },
  { state: "running", status: "Up", health: "starting", expected: { state: "info", word: "starting" } },
  { state: "exited", status: "Exited (0) 1 s ago", health: undefined, expected: { state: "unknown", word: "exited" } },
  { state: "exited", status: "Exited (137) 1 s ago", health: undefined, expected: { state: "warning", word: "exited (137)" } },
  { state: "paused", status: "Up (Paused)", health: undefined, expected: { state: "warning", word: "paused" } },
  { state: "dead", status: "Dead", health: undefined, expected: { state: "critical", word: "dead" } },
] as const)("$status is shown as $expected.word", ({ expected, ...row }) => expect(containerMark(row)).toEqual(expected));

test.each([
  { width: 1200, expected: ["name", "image", "state", "cpu", "memory", "network", "disk", "tasks", "ports", "age"] },
  { width: 850, expected: ["name", "image", "state", "cpu", "memory", "network", "disk", "age"] },
  { width: 450, expected: ["name", "state", "cpu", "memory"] },
  { width: 10, expected: ["name", "state", "cpu", "memory"] },
])("$width pixels hold $expected", ({ width, expected }) => expect(columnsThatFit(width, () => 100)).toEqual(expected));
