// `watchdeck test` against `promtool test rules`: each file of test/fixtures/rule-tests has the same verdict with both.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runRuleTests } from "../../electron/engine/rule-tests/run";
import { isOnPath } from "../support/programs";
import { suite } from "../support/suite";

const folder = join(import.meta.dirname, "../fixtures/rule-tests");
const files = readdirSync(folder).filter((name) => name.endsWith(".yml"));

const versionOf = () => /version (\d+)\./.exec(String(spawnSync("promtool", ["--version"], { encoding: "utf8" }).stdout))?.[1];

suite("unit tests of rules run by promtool and by us", isOnPath("promtool") ? [] : ["promtool"], () => {
  const version = Number(versionOf() ?? 0);
  // Fields, functions and ranges that only the third major version knows as we do.
  const compared = files.filter((name) => !name.includes(".since-3.") || version >= 3);

  test.each(compared)("%s", async (name) => {
    const { status, stdout, stderr } = spawnSync("promtool", ["test", "rules", name], { cwd: folder, encoding: "utf8" });
    const ours = await runRuleTests(join(folder, name));
    const words = `promtool: ${stdout}${stderr}\nwe: ${JSON.stringify(ours, undefined, 1)}`;
    expect(ours.hasPassed, words).toBe(status === 0);
  });
});
