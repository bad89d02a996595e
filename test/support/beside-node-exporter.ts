// Our collectors and a real node_exporter over the same files: the machine's own, or a copied tree of another machine's.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { labelsKey } from "#shared/model/labels";
import type { MetricKind, Reading } from "#shared/model/sample";
import { NoData } from "../../electron/engine/collectors/collector";
import { createHelp } from "../../electron/engine/collectors/help";
import { createHost } from "../../electron/engine/collectors/host/host-access";
import { createCollectors } from "../../electron/engine/collectors/index";
import { eventually } from "./eventually";
import { type Family, parseExposition } from "./exposition";
import { isOnPath } from "./programs";
import { freePort } from "./servers";

export const nodeExporter = ["prometheus-node-exporter", "node_exporter"].find(isOnPath);

/** Such as "1.11.1"; empty when there is none. */
export function nodeExporterVersion(): string {
  if (!nodeExporter) return "";
  const { stdout, stderr } = spawnSync(nodeExporter, ["--version"], { encoding: "utf8" });
  return /version (\d+\.\d+\.\d+)/.exec(stdout + stderr)?.[1] ?? "";
}

/** What is promised is what 1.11 has; older ones differ in some families, labels, help texts and flags. */
export function missingForNodeExporter(): string[] {
  if (!nodeExporter || process.platform !== "linux") return ["node_exporter, on Linux"];
  const [major = 0, minor = 0] = nodeExporterVersion().split(".").map(Number);
  return major > 1 || (major === 1 && minor >= 11) ? [] : ["node_exporter 1.11 or newer"];
}

export interface OwnFamily {
  kind: MetricKind;
  help: string | undefined;
  /** By `labelsKey`. */
  series: Map<string, Reading>;
}

export interface Comparison {
  /** Read just before ours and just after: what moves must lie between the two. */
  theirsBefore: Map<string, Family>;
  theirs: Map<string, Family>;
  ours: Map<string, OwnFamily>;
  /** Collectors of ours that failed, with the reason; those that have nothing to say here are not among them. */
  failures: Record<string, string>;
}

// Debian builds its own with narrower defaults than the original's.
const originalDefaults = [
  "--collector.netdev.device-exclude=^$",
  "--collector.diskstats.device-exclude=^(z?ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\\d+n\\d+p)\\d+$",
  "--collector.filesystem.mount-points-exclude=^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+)($|/)",
];

/**
 * Reads both: theirs, ours, and theirs again. `root` is a folder with `proc`, `sys`, `etc` of another machine; `flags` go to
 * node_exporter.
 */
export async function readBoth({ root, flags = [] }: { root?: string; flags?: string[] } = {}): Promise<Comparison> {
  const tree =
    root === undefined
      ? []
      : [
          `--path.procfs=${root}/proc`,
          `--path.sysfs=${root}/sys`,
          `--path.rootfs=${root}`,
          `--path.udev.data=${root}/run/udev/data`,
        ];
  const exporter = await startNodeExporter([...originalDefaults, ...tree, ...flags]);
  try {
    const theirsBefore = await exporter.scrape();
    const own = await readOurs(root);
    return { theirsBefore, theirs: await exporter.scrape(), ...own };
  } finally {
    exporter.stop();
  }
}

/** One answer of a node_exporter that is started with these flags and this environment. */
export async function scrapeNodeExporter({
  flags,
  env,
}: {
  flags: string[];
  env?: NodeJS.ProcessEnv;
}): Promise<Map<string, Family>> {
  const exporter = await startNodeExporter(flags, env);
  try {
    return await exporter.scrape();
  } finally {
    exporter.stop();
  }
}

async function startNodeExporter(flags: string[], env: NodeJS.ProcessEnv = {}) {
  const port = await freePort();
  const child: ChildProcess = spawn(nodeExporter ?? "", [`--web.listen-address=127.0.0.1:${port}`, ...flags], {
    stdio: "ignore",
    env: { ...process.env, ...env },
  });
  const fetchText = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const stop = () => void child.kill();
  try {
    await eventually(() => fetchText().catch(() => undefined), "node_exporter's first answer");
  } catch (error) {
    stop();
    throw error;
  }
  return { scrape: async () => parseExposition(await fetchText()), stop };
}

async function readOurs(root: string | undefined): Promise<Omit<Comparison, "theirs" | "theirsBefore">> {
  const host = createHost({ root });
  const collectors = createCollectors().filter((collector) => collector.platforms.includes(host.platform));
  const help = createHelp(collectors, host.platform);
  const ours: Comparison["ours"] = new Map();
  const failures: Record<string, string> = {};
  for (const collector of collectors) {
    try {
      for (const reading of await collector.collect({ host, signal: new AbortController().signal })) {
        let family = ours.get(reading.name);
        if (!family) {
          family = { kind: reading.kind, help: help(reading.name), series: new Map() };
          ours.set(reading.name, family);
        }
        family.series.set(labelsKey(withoutEmpty(reading.labels)), { ...reading });
      }
    } catch (error) {
      if (!(error instanceof NoData)) failures[collector.name] = String(error);
    } finally {
      collector.close?.();
    }
  }
  host.close();
  return { ours, failures };
}

/** A label without a value is no label. */
export const withoutEmpty = (labels: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ""));
