import { describe, expect, test } from "vitest";
import {
  type ColumnId,
  readColumnChoice,
  rememberColumnChoice,
  shownColumns,
  toggleColumn,
} from "../../../../renderer/pages/processes/column-choice";

const known = { width: 10_000, hasGpu: false, hasContainers: false, widthOf: () => 100 };

function storage(text?: string) {
  const kept = new Map<string, string>(text === undefined ? [] : [["watchdeck.processes.columns", text]]);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe("without a choice", () => {
  test.each([
    { width: 0, expected: ["name"] },
    { width: 300, expected: ["name", "cpu", "memory"] },
    { width: 700, expected: ["name", "pid", "user", "cpu", "memory", "disk", "command"] },
  ])("a table $width px wide has the most important columns that fit", ({ width, expected }) => {
    expect(shownColumns(undefined, { ...known, width })).toEqual(expected);
  });

  test("the columns of a GPU are there only where one is used, and the container's only where one runs", () => {
    const all = shownColumns(undefined, { ...known, hasGpu: true, hasContainers: true });
    const few = shownColumns(undefined, known);
    expect(all.filter((id) => !few.includes(id))).toEqual(["gpu", "gpuMemory", "container"]);
  });
});

describe("a choice of columns", () => {
  test("is shown whole, however narrow the table, but for what the machine does not have", () => {
    const choice: ColumnId[] = ["name", "nice", "gpu", "cgroup"];
    expect(shownColumns(choice, { ...known, width: 50 })).toEqual(["name", "nice", "cgroup"]);
  });

  test("gets and loses columns in their own order, and never the name", () => {
    expect(toggleColumn(["name", "cpu"], "pid")).toEqual(["name", "pid", "cpu"]);
    expect(toggleColumn(["name", "cpu"], "cpu")).toEqual(["name"]);
    expect(toggleColumn(["name", "cpu"], "name")).toEqual(["name", "cpu"]);
  });

  test("is remembered, and forgotten when it is taken back", () => {
    const kept = storage();
    rememberColumnChoice(kept, ["name", "nice"]);
    expect(readColumnChoice(kept)).toEqual(["name", "nice"]);
    rememberColumnChoice(kept, undefined);
    expect(readColumnChoice(kept)).toBeUndefined();
  });

  test.each([
    { text: "nonsense", expected: undefined },
    { text: "{}", expected: undefined },
    { text: "[]", expected: undefined },
    { text: '["gone"]', expected: undefined },
    { text: '["cpu","gone",7]', expected: ["name", "cpu"] },
  ])("that was damaged, $text, is repaired", ({ text, expected }) => expect(readColumnChoice(storage(text))).toEqual(expected));

  test("that may not be kept is no trouble", () => {
    const refusing = {
      getItem(): string | null {
        throw new Error("denied");
      },
      setItem() {
        throw new Error("denied");
      },
      removeItem() {
        throw new Error("denied");
      },
    };
    expect(readColumnChoice(refusing)).toBeUndefined();
    expect(() => rememberColumnChoice(refusing, ["name"])).not.toThrow();
  });
});
