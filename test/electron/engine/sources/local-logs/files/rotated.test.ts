import { expect, test } from "vitest";
import { baseOf } from "../../../../../../electron/engine/sources/local-logs/files/rotated";

test.each([
  ["app.log.1", "app.log"],
  ["app.log.12.gz", "app.log"],
  ["app.log-20261121", "app.log"],
  ["app.log-20261121.gz", "app.log"],
  ["app.log.2026-11-21", "app.log"],
  ["app.log-1763683200", "app.log"],
  ["app.log.old", "app.log"],
  ["app.log.gz", "app.log"],
  ["app.log", undefined],
  ["postgresql-15.log", undefined],
])("%s was called %s", (name, expected) => {
  expect(baseOf(name)).toBe(expected);
});
