// The packs beside the exporters they are made for: a real Prometheus that scrapes a real node_exporter and the stand-in for the
// guides' services. Every panel has something to draw.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDashboard } from "#shared/dashboards/read-dashboard";
import { framesOfDashboard } from "../support/dashboard-frames";
import { type GuideSource, guideSourcePrograms, startGuideSource } from "../support/guide-exporter/guide-source";
import { mayBeEmpty, packFiles, readPackFile } from "../support/packs";
import { isOnPath } from "../support/programs";

/** This host is not asked of a Prometheus. */
const files = packFiles.filter((name) => name !== "this-host.json");

describe.skipIf(!guideSourcePrograms.every(isOnPath))(
  `packs beside their exporters (need ${guideSourcePrograms.join(", ")})`,
  () => {
    let guides: GuideSource;

    beforeAll(async () => {
      guides = await startGuideSource();
    }, 60_000);
    afterAll(() => guides?.stop());

    test.each(files)("%s: every panel has something to draw, and no query is refused", async (file) => {
      const read = readDashboard(readPackFile(file));
      if (!read.ok) throw new Error(read.say);
      expect(read.repairs).toEqual([]);
      const panels = await framesOfDashboard(read.dashboard, guides.source, { now: Date.now(), from: "now-30s", scrapeMs: 1000 });
      expect(panels.flatMap(({ title, problems }) => problems.map((problem) => `${title}: ${problem}`))).toEqual([]);
      const empty = panels.filter(({ rows, type }) => rows === 0 && type !== "text").map(({ title }) => title);
      expect(empty.filter((title) => !mayBeEmpty.has(title))).toEqual([]);
    });
  },
);
