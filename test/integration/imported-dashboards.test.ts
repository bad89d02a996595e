// Imported Grafana dashboards beside real servers: what the importer makes of their queries, and what the variables and macros are
// filled with, is PromQL that Prometheus takes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importDashboards, mapSources, withConstants } from "#shared/dashboards/import/import";
import { framesOfDashboard, type PanelFrames } from "../support/dashboard-frames";
import { type GuideSource, guideSourcePrograms, startGuideSource } from "../support/guide-exporter/guide-source";
import { isOnPath } from "../support/programs";

const folder = join(import.meta.dirname, "../fixtures/dashboards");

describe.skipIf(!guideSourcePrograms.every(isOnPath))(
  `imported dashboards beside real servers (need ${guideSourcePrograms.join(", ")})`,
  () => {
    let guides: GuideSource;

    beforeAll(async () => {
      guides = await startGuideSource();
    }, 60_000);
    afterAll(() => guides?.stop());

    const panelsOf = async (file: string): Promise<PanelFrames[]> => {
      const { found } = importDashboards(readFileSync(join(folder, file), "utf8"));
      const asking = { now: Date.now(), from: "now-30s", scrapeMs: 1000 };
      const asked = found.map((imported) => {
        // As the dialog does when nothing is chosen: what a file leaves open is asked of the one source.
        const choice = new Map(imported.sources.map(({ id }) => [id, ""]));
        const dashboard = withConstants({ ...imported, dashboard: mapSources(imported, choice) }, new Map());
        return framesOfDashboard(dashboard, guides.source, asking);
      });
      return (await Promise.all(asked)).flat();
    };

    const files: readonly { file: string; problems?: readonly string[] }[] = [
      ...["node-grid.json", "node-rows.json", "containers.json", "postgresql.json", "redis.json"].map((file) => ({ file })),
      ...["mysql.json", "probes.json", "cluster-mixin.json", "answer.json", "resource.json"].map((file) => ({ file })),
      ...["configmaps.yaml", "guides/hybrid-ai-stack.md"].map((file) => ({ file })),
      { file: "gpu.json", problems: ["Use: rate(x[5m]) + ...: Test server refused the expression: unexpected character: '.'"] },
      {
        file: "queues.json",
        problems: ["From a database: Query A is for “mysql”, and only PromQL can be asked so far; it is kept as it is."],
      },
      {
        file: "runtimes.json",
        problems: [
          "Ratio, by the server: Query B is for “expression”, and only PromQL can be asked so far; it is kept as it is.",
        ],
      },
      { file: "v2.json", problems: ['By code: The transformation "regression" is not known here, and was left out.'] },
      {
        file: "lists.json",
        problems: ["Logs: Query A is LogQL, and only PromQL can be asked so far; it is kept as it is."],
      },
    ];

    test.each(files)("$file: what cannot be asked is told, and nothing else is refused", async ({ file, problems = [] }) => {
      const panels = await panelsOf(file);
      expect(panels.flatMap(({ title, problems: told }) => told.map((problem) => `${title}: ${problem}`))).toEqual(problems);
    });

    test.each([
      { file: "node-grid.json", mayBeEmpty: ["Pressure", "IO time"] },
      { file: "containers.json", mayBeEmpty: [] },
      { file: "redis.json", mayBeEmpty: [] },
      { file: "guides/hybrid-ai-stack.md", mayBeEmpty: ["Average Latency"] },
    ])("$file: each panel has something to draw", async ({ file, mayBeEmpty }) => {
      const empty = (await panelsOf(file)).filter(({ rows, type }) => rows === 0 && type !== "text").map(({ title }) => title);
      expect(empty.filter((title) => !mayBeEmpty.includes(title))).toEqual([]);
    });
  },
);
