import { expect, test } from "vitest";
import { fileNames } from "#shared/format/file-names";

test("files are named after the panels, and no two alike", () => {
  const titles = ["CPU / busy", "cpu busy", "", " ", "../../etc/passwd", "Größe <b>", "CPU busy 2"];
  expect(fileNames(titles, "csv")).toEqual([
    "cpu-busy.csv",
    "cpu-busy-2.csv",
    "panel.csv",
    "panel-2.csv",
    "etc-passwd.csv",
    "größe-b.csv",
    "cpu-busy-2-2.csv",
  ]);
});

test("a name is short enough for any file system, and ends with a whole character", () => {
  expect(fileNames(["𝒂".repeat(300)], "png")).toEqual([`${"𝒂".repeat(80)}.png`]);
});
