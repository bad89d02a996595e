// What the first users already have on their disks: the rule files and the queries of five monitoring guides, as they stand
// there, faults and all.
import { describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { counter, gauge } from "#shared/model/sample";
import { checkPromql } from "#shared/promql/parse";
import { createQueries } from "../../../electron/engine/queries/queries";
import { checkRuleFile } from "../../../electron/engine/rules/check-rule-file";
import { parseRuleFile } from "../../../electron/engine/rules/rule-file";
import { createLocalSource } from "../../../electron/engine/sources/local/index";
import { createFakeClock } from "../../support/fake-clock";
import { fixture } from "../../support/fixture";
import { createMemoryStore } from "../../support/memory-store";

const inShort = (text: string) =>
  checkRuleFile(text).map(({ severity, message, place }) => `${severity} ${place.line}:${place.column} ${message}`);

const jinja = (line: number, column: number, mark: string) =>
  `warning ${line}:${column} ${mark} is left over from Jinja and will be shown as it is: delete it`;

describe("the guides' rule files", () => {
  test.each([
    { file: "osmen.yml", alerts: 5, says: [] },
    { file: "dgdn.yml", alerts: 2, says: [] },
    {
      file: "hybrid-ai-stack.yml",
      alerts: 6,
      says: [13, 23, 33].flatMap((line, index) => [
        jinja(line, [59, 39, 52][index] ?? 0, "{% raw %}"),
        jinja(line, [80, 60, 73][index] ?? 0, "{% endraw %}"),
      ]),
    },
    // A bare list, as the guide has it to be added to a file: only pasted into the console it is wrapped into a group.
    {
      file: "daena-custom-alert.yml",
      alerts: 1,
      says: ['error 1:1 a rule file begins with "groups:"; this is a list without it'],
    },
  ])("$file: $alerts alerts when pasted, and a check says what is wrong with it", ({ file, alerts, says }) => {
    const text = fixture(`guides/${file}`);
    expect(inShort(text)).toEqual(says);
    const pasted = parseRuleFile(text, { checkExpr: checkPromql, isLenient: true, name: "pasted" });
    expect(pasted.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(pasted.groups.flatMap((group) => group.rules)).toHaveLength(alerts);
  });
});

const queries = fixture("guides/queries.txt")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => ({ at: line.slice(0, line.indexOf(" ")), expr: line.slice(line.indexOf(" ")).trim() }));

/** A host with two disks and two processors, five minutes long, and one of the guides' services. */
function createHostSource() {
  const start = Date.UTC(2026, 10, 21, 8);
  const clock = createFakeClock(start + 300_000);
  const store = createMemoryStore();
  for (let second = 0; second <= 300; second++) {
    store.append("w", start + second * 1000, [
      ...["0", "1"].map((cpu) => counter("node_cpu_seconds_total", second * 0.75, { cpu, mode: "idle" })),
      gauge("node_memory_MemAvailable_bytes", 4e9),
      gauge("node_memory_MemTotal_bytes", 16e9),
      ...["/", "/home"].map((mountpoint) => gauge("node_filesystem_avail_bytes", 25e9, { mountpoint })),
      ...["/", "/home"].map((mountpoint) => gauge("node_filesystem_size_bytes", 100e9, { mountpoint })),
      counter("node_network_receive_bytes_total", second * 1000, { device: "eth0" }),
      counter("api_gateway_requests_total", second * 2, { model: "small", backend: "local", status: "ok" }),
    ]);
  }
  return createLocalSource({ store, queries: createQueries({ store, clock }), clock, help: () => undefined });
}

describe("the guides' queries", () => {
  /** Refused as they stand, with the place. */
  const refused: Record<string, string> = { "hybrid-ai-stack:400": "1:26 unexpected character: '.'" };

  test("are answered on this host, but for those that are wrong", async () => {
    const source = createHostSource();
    const { signal } = new AbortController();
    const wrong: Record<string, string> = {};
    for (const { at, expr } of queries) {
      const [mistake] = checkPromql(expr);
      const answer = await source.instant({ expr, signal }).catch((error: AppError) => error.failure);
      if (mistake) wrong[at] = `${mistake.place.line}:${mistake.place.column} ${mistake.message}`;
      else expect(answer, expr).toHaveProperty("result");
    }
    expect(wrong).toEqual(refused);
    expect(queries).toHaveLength(75);
  });

  test.each([
    { at: "hybrid-ai-stack:630", values: [25] },
    { at: "hybrid-ai-stack:633", values: [75] },
    { at: "hybrid-ai-stack:636", values: [75, 75] },
    { at: "hybrid-ai-stack:639", values: [1000] },
    { at: "hybrid-ai-stack:334", values: [2] },
    { at: "hybrid-ai-stack:166", values: [1] },
  ])("$at has the right answer", async ({ at, values }) => {
    const expr = queries.find((query) => query.at === at)?.expr ?? "";
    const { result } = await createHostSource().instant({ expr, signal: new AbortController().signal });
    expect(result.kind === "vector" && [...result.values]).toEqual(values.map((value) => expect.closeTo(value, 6)));
  });
});
