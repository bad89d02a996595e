// What the ready-made rules do, as unit tests of rules, which anybody can run with promtool too.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runRuleTests } from "../../../../electron/engine/rule-tests/run";

const folder = join(import.meta.dirname, "../../../fixtures/rule-packs");

test.each(readdirSync(folder))("%s", async (name) => {
  const { diagnostics, tests } = await runRuleTests(join(folder, name));
  expect(diagnostics).toEqual([]);
  expect(
    tests.flatMap((one) => one.failures.map(({ line, say, differences }) => [one.name, `line ${line}: ${say}`, ...differences])),
  ).toEqual([]);
});
