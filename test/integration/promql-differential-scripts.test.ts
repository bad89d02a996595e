// Our scripts, put to a real Prometheus: what they expect is what a server answers, so that they may judge our evaluator.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { startPrometheusWith } from "../support/prometheus-answers";
import { readScript, type ScriptData, type ScriptEval } from "../support/promql-script";
import { runEval } from "../support/promql-script-run";
import { promqlScripts } from "../support/promql-scripts";
import { prometheusVersion } from "../support/servers";

const version = prometheusVersion() ?? "none";
const [major = 0, minor = 0] = version.split(".").map(Number);

describe(`a real Prometheus (on PATH: ${version}) gives what the script expects:`, () => {
  for (const { name, file, since } of promqlScripts()) {
    const isNewEnough = major > since[0] || (major === since[0] && minor >= since[1]);
    test.skipIf(!isNewEnough)(`${name}, for ${since.join(".")} or later`, async () => {
      const byData = new Map<ScriptData, ScriptEval[]>();
      for (const each of readScript(readFileSync(file, "utf8"))) byData.set(each.data, [...(byData.get(each.data) ?? []), each]);
      const wrong: string[] = [];
      for (const [data, evals] of byData) wrong.push(...(await wrongAnswers(data, evals)));
      expect(wrong).toEqual([]);
    });
  }
});

async function wrongAnswers({ series }: ScriptData, evals: readonly ScriptEval[]): Promise<string[]> {
  const server = await startPrometheusWith(series, { features: ["promql-delayed-name-removal"] });
  const wrong: string[] = [];
  try {
    for (const each of evals) {
      const complaint = await runEval(each, server);
      if (complaint) wrong.push(`line ${each.line}: ${each.query}: ${complaint}`);
    }
  } finally {
    await server.stop();
  }
  return wrong;
}
