// A real Prometheus that scrapes the guides' services, with hours of their past.
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, startPrometheus } from "../servers";
import { guideHistory, startGuideExporter } from "./guide-exporter";

export interface GuideServerOptions {
  /** How much past it is given; it takes promtool. */
  hours?: number;
  /** Between two samples of the past, and between two scrapes. */
  stepSeconds?: number;
  /** More jobs of the configuration: a real node_exporter. */
  moreJobs?: string;
}

export async function startGuideServer(options: GuideServerOptions = {}): Promise<RunningServer> {
  const { hours = 0, stepSeconds = 15, moreJobs = "" } = options;
  const exporter = await startGuideExporter();
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-guides-"));
  try {
    const blocks = join(folder, "blocks");
    if (hours > 0) {
      const now = Date.now();
      makeBlocks(folder, blocks, { from: now - hours * 3_600_000, to: now, step: stepSeconds * 1000, port: exporter.port });
    }
    const prometheus = await startPrometheus({
      config: `global:\n  scrape_interval: ${stepSeconds}s\nscrape_configs:\n${exporter.scrapeConfig(`${stepSeconds}s`)}${moreJobs}`,
      // The past of the last two hours lies beside what is being scraped.
      args: ["--storage.tsdb.retention.time=30d"],
      ...(hours > 0 && { blocks }),
    });
    return {
      ...prometheus,
      async stop() {
        await prometheus.stop();
        await exporter.stop();
      },
    };
  } catch (error) {
    await exporter.stop();
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeBlocks(folder: string, blocks: string, window: Parameters<typeof guideHistory>[0]): void {
  const file = join(folder, "history.om");
  const handle = openSync(file, "w");
  for (const text of guideHistory(window)) writeSync(handle, text);
  closeSync(handle);
  const made = spawnSync("promtool", ["tsdb", "create-blocks-from", "openmetrics", file, blocks], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`promtool did not take the history: ${made.stderr}`);
}
