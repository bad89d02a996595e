// The promise of this host's series: a dashboard made for node_exporter finds what it looks for. Held against the real one.
import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHost } from "../../electron/engine/collectors/host-access";
import { createCollectors } from "../../electron/engine/collectors/index";
import { lineOf } from "../support/collect";
import { eventually } from "../support/eventually";
import { isOnPath } from "../support/programs";
import { freePort } from "../support/servers";
import { suite } from "../support/suite";

const program = ["prometheus-node-exporter", "node_exporter"].find(isOnPath);
const missing = program && process.platform === "linux" ? [] : ["node_exporter, on Linux"];
let exporter: ChildProcess | undefined;
let theirs = new Map<string, number>();
const ours = new Map<string, number>();

/** Series as `lineOf` writes them: the labels in order, with a space between. A label without a value is no label. */
function readText(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const space = line.lastIndexOf(" ");
    const series = line
      .slice(0, space)
      .replaceAll(/(?<=[{,])[a-z_]+="",?/g, "")
      .replaceAll(/",(?=[a-z_]+=")/g, '", ');
    found.set(series, Number(line.slice(space + 1)));
  }
  return found;
}

/** Newer ones list the lines of /proc/meminfo that they know, which this one is not among; older ones, as we do, list them all. */
const listsAllMemory = () => theirs.has("node_memory_KReclaimable_bytes");

suite("this host's series beside node_exporter's", missing, () => {
  beforeAll(async () => {
    const port = await freePort();
    // Debian builds its own with narrower defaults than the original's.
    const args = [
      `--web.listen-address=127.0.0.1:${port}`,
      "--collector.netdev.device-exclude=^$",
      "--collector.diskstats.device-exclude=^(z?ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\\d+n\\d+p)\\d+$",
      "--collector.filesystem.mount-points-exclude=^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+)($|/)",
    ];
    exporter = spawn(program ?? "", args, { stdio: "ignore" });
    const fetchText = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    theirs = readText(await eventually(() => fetchText().catch(() => undefined), "node_exporter's first answer"));

    const host = createHost();
    for (const collector of createCollectors()) {
      if (!collector.platforms.includes(host.platform)) continue;
      const readings = await collector.collect({ host, signal: new AbortController().signal }).catch(() => []);
      for (const reading of readings) {
        const line = lineOf(reading);
        ours.set(line.slice(0, line.lastIndexOf(" ")), reading.value);
      }
      collector.close?.();
    }
    host.close();
  });

  afterAll(() => {
    exporter?.kill();
  });

  test("every series of this host has the name and labels that node_exporter gives it", () => {
    // No exporter of the GPU runs here, and its names are another program's.
    const unknown = [...ours.keys()].filter((series) => series.startsWith("node_") && !theirs.has(series));
    const expected = listsAllMemory() ? unknown : unknown.filter((series) => !series.startsWith("node_memory_"));
    expect({ unknown: expected, isEnough: ours.size > 100 }).toEqual({ unknown: [], isEnough: true });
  });

  test("every series of memory that node_exporter has, this host has", () => {
    const memory = [...theirs.keys()].filter((series) => series.startsWith("node_memory_"));
    expect(memory.filter((series) => !ours.has(series))).toEqual([]);
    expect(memory.length).toBeGreaterThan(30);
  });

  test("values agree with node_exporter's of the same second, so units and factors are right", () => {
    // Without node_filesystem_readonly: newer node_exporters call a filesystem that is mounted `ro` writable, older ones do not.
    const steady = [
      "node_memory_MemTotal_bytes",
      "node_memory_SwapTotal_bytes",
      "node_boot_time_seconds",
      "node_filefd_maximum",
      ...[...ours.keys()].filter((series) => /^node_(filesystem_(size_bytes|files\{)|network_(up|mtu)|uname_info)/.test(series)),
    ];
    expect(steady.map((series) => [series, ours.get(series)])).toEqual(steady.map((series) => [series, theirs.get(series)]));

    const moving = [...ours.keys()].filter((series) =>
      /^node_(cpu_seconds_total|disk_.*_total|network_.*_bytes_total|context_switches_total|intr_total|forks_total|pressure_|time_seconds|memory_MemFree_bytes|filesystem_avail_bytes)/.test(
        series,
      ),
    );
    const apart = moving.filter((series) => {
      const [here = 0, there = 0] = [ours.get(series), theirs.get(series)];
      return Math.abs(here - there) > 5 + 0.1 * Math.max(Math.abs(here), Math.abs(there));
    });
    // Bytes move while the two are read one after the other; anything in the wrong unit is off by far more.
    expect(apart.filter((series) => !series.includes("_bytes_total"))).toEqual([]);
    expect(moving.length).toBeGreaterThan(30);
  });
});
