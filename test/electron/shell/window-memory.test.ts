import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "../../../electron/engine/log";
import { openWindowMemory } from "../../../electron/shell/window-memory";

let folder: string;
let lines: string[];
const open = (path = join(folder, "window.json")) =>
  openWindowMemory(
    path,
    createLog((line) => lines.push(line)),
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-"));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const bounds = { x: 1, y: 2, width: 1000, height: 700 };
const nothing = { bounds: undefined, isMaximised: false, theme: "system" };

test("what is changed is there at the next start", () => {
  const memory = open();
  memory.change({ bounds, isMaximised: true });
  memory.change({ theme: "light" });
  expect(open().read()).toEqual({ bounds, isMaximised: true, theme: "light" });
});

test.each([
  { name: "no file", text: undefined, expected: nothing },
  { name: "an empty file", text: "", expected: nothing },
  { name: "half a file", text: '{"bounds": {"x": 1', expected: nothing },
  { name: "another kind of value", text: "[1]", expected: nothing },
  { name: "null", text: "null", expected: nothing },
  {
    name: "bounds without a size",
    text: '{"bounds": {"x": 1, "y": 2}, "isMaximised": true}',
    expected: { ...nothing, isMaximised: true },
  },
  {
    name: "a theme that does not exist",
    text: '{"theme": "sepia", "isMaximised": true}',
    expected: { ...nothing, isMaximised: true },
  },
])("$name costs only what cannot be read", ({ text, expected }) => {
  if (text !== undefined) writeFileSync(join(folder, "window.json"), text);
  expect(open().read()).toEqual(expected);
});

test("a folder that cannot be written to is logged and stops nothing", () => {
  const memory = open(join(folder, "missing", "window.json"));
  memory.change({ isMaximised: true });
  expect(memory.read().isMaximised).toBe(true);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("warn the window's place could not be kept in");
});

test("nothing but the file itself stays in the folder", () => {
  open().change({ isMaximised: true });
  expect(JSON.parse(readFileSync(join(folder, "window.json"), "utf8"))).toEqual({ isMaximised: true, theme: "system" });
  expect(() => readFileSync(join(folder, "window.json.new"))).toThrow("ENOENT");
});
