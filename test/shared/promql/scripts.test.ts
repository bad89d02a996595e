// The query language, by scripts that anyone can read: those of this folder, and two fixtures. What they expect was checked
// on a real Prometheus; test/integration/promql-differential-scripts.test.ts does so again where there is one.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { localAnswers } from "../../support/promql-answers";
import { readScript } from "../../support/promql-script";
import { runEval } from "../../support/promql-script-run";
import { promqlScripts } from "../../support/promql-scripts";

describe.each(promqlScripts())("$name", ({ file }) => {
  test.each(readScript(readFileSync(file, "utf8")))("line $line: $query", async (each) => {
    expect(await runEval(each, localAnswers(each.data.series, { delayedNameRemoval: true }))).toBeUndefined();
  });
});
