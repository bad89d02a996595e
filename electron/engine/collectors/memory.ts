// /proc/meminfo: proc_meminfo(5). Names as node_exporter's meminfo collector has them: `Active(anon)` becomes
// `node_memory_Active_anon_bytes`, and lines without a unit (huge page counts) keep their name without one.
import { gauge } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { Collector } from "./collector";

export const memory: Collector = {
  name: "memory",
  about: "Every line of /proc/meminfo: what memory and swap there is, and what it is used for.",
  help: {},
  platforms: ["linux"],
  every: seconds(1),
  async collect({ host, signal }) {
    const lines = parseMeminfo(await host.readText("/proc/meminfo", signal));
    if (lines.length === 0) throw new Error("/proc/meminfo is empty");
    return lines.map(({ name, value }) => gauge(name, value));
  },
};

const metricNames = new Map<string, string>();

/** The metric's name for a line, worked out once per line rather than once per second. */
function metricName(key: string, unit: string): string {
  const id = key + unit;
  let name = metricNames.get(id);
  if (name === undefined) {
    name = `node_memory_${key.replace(/\((.*)\)/, "_$1").replaceAll(/[^a-zA-Z0-9_]/g, "_")}${unit === "kB" ? "_bytes" : ""}`;
    metricNames.set(id, name);
  }
  return name;
}

/** Lines that are no "name: number" are left out. */
export function parseMeminfo(text: string): { name: string; value: number }[] {
  const lines: { name: string; value: number }[] = [];
  for (const line of text.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const [amount = "", unit = ""] = line
      .slice(colon + 1)
      .trim()
      .split(" ");
    const value = Number(amount);
    if (amount === "" || Number.isNaN(value)) continue;
    lines.push({ name: metricName(line.slice(0, colon), unit), value: unit === "kB" ? value * 1024 : value });
  }
  return lines;
}
