import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkRuleFile } from "../../../../electron/engine/rules/check-rule-file";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "../../../fixtures/rules", name), "utf8");

test.each(["dgdn.yml", "osmen.yml", "hybrid-ai-stack.yml"])("the guide's %s has no error", (name) => {
  expect(checkRuleFile(fixture(name)).filter(({ severity }) => severity === "error")).toEqual([]);
});

test("a mistake in PromQL is told at its line and column in the YAML file", () => {
  const text = "groups:\n- name: g\n  rules:\n  - alert: A\n    expr: |\n      sum(\n        rate(x)\n      )\n";
  const [mistake] = checkRuleFile(text);
  expect(mistake?.place).toMatchObject({ line: 7 });
  expect(text.slice(mistake?.place.from, mistake?.place.to)).toMatch(/^(?:rate\()?x/);
});

test("what Prometheus would not load is an error, even if the console takes it when pasted", () => {
  expect(checkRuleFile(fixture("daena.yml"))).toMatchObject([{ severity: "error", place: { line: 1, column: 1 } }]);
});
