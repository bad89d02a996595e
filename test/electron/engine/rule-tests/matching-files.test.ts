import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { matchingFiles } from "../../../../electron/engine/rule-tests/matching-files";

const folder = mkdtempSync(join(tmpdir(), "watchdeck-matching-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
for (const name of ["a", "b", "b/deep"]) mkdirSync(join(folder, name));
for (const name of ["a.yml", "b.yml", "b-c.yml", "x.yaml", "[1].yml", "a/1.yml", "b/2.yml", "b/deep/3.yml"]) {
  writeFileSync(join(folder, name), "");
}

test.each([
  { pattern: "a.yml", found: ["a.yml"] },
  { pattern: "./b/../a.yml", found: ["a.yml"] },
  { pattern: "none.yml", found: [] },
  { pattern: "*.yml", found: ["[1].yml", "a.yml", "b-c.yml", "b.yml"] },
  { pattern: "?.y*", found: ["a.yml", "b.yml", "x.yaml"] },
  { pattern: "[a-b].yml", found: ["a.yml", "b.yml"] },
  { pattern: "[^a].yml", found: ["b.yml"] },
  { pattern: "b-?.yml", found: ["b-c.yml"] },
  { pattern: "\\[1\\].yml", found: ["[1].yml"] },
  { pattern: "*/*.yml", found: ["a/1.yml", "b/2.yml"] },
  { pattern: "b/*/3.yml", found: ["b/deep/3.yml"] },
  { pattern: "**/3.yml", found: [] },
  { pattern: "[z-a].yml", found: [] },
])("$pattern names $found", async ({ pattern, found }) => {
  const paths = await matchingFiles(pattern, folder);
  expect(paths.map((path) => relative(folder, path))).toEqual(found);
});
