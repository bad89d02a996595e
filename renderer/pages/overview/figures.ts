// The numbers and words of the tiles, from the newest points of the live buffer.
import type { HostInfo } from "#shared/contract/host";
import { formatQuantity, toQuantity, type Unit } from "#shared/format/quantity";
import { latestValue } from "../../charts/columns";
import type { LiveBuffer } from "../../charts/live-buffer";
import type { Line } from "./feeds";
import { tileLines } from "./lines";
import type { QueryId } from "./queries";

/** What a tile shows at this moment; without a number, `context` says why there is none. */
export interface Figure {
  number?: string;
  unit?: string;
  /** The line below the number. */
  context: string;
  /** Right of the title: what else is worth a glance. */
  aside: string;
}

type Tile = keyof typeof tileLines;
type Read = (buffer: LiveBuffer, host: HostInfo | undefined) => Figure;

/** How each tile reads its figure. */
export const figures: Record<Tile, Read> = {
  cpu: (buffer) => ({
    ...main(buffer, tileLines.cpu, "percent"),
    context: parts(
      ["load1", "load5", "load15"].map((id) => now(buffer, id as QueryId)?.toFixed(2)),
      "load ",
    ),
    aside: parts([quantity(buffer, "cpuFrequency", "hertz"), degrees(buffer, "temperature")]),
  }),

  memory(buffer) {
    const used = now(buffer, "memoryUsed");
    const all = now(buffer, "memoryTotal");
    const isKnown = used !== undefined && all !== undefined && all > 0;
    return {
      ...main(buffer, tileLines.memory, "bytes"),
      context: isKnown ? `of ${formatQuantity(all, "bytes")} · ${formatQuantity((100 * used) / all, "percent")} used` : "",
      aside: parts([quantity(buffer, "swapUsed", "bytes")], "swap "),
    };
  },

  gpu(buffer, host) {
    const found = main(buffer, tileLines.gpu, "percent");
    if (found.number === undefined) return { ...found, context: noGpu(host), aside: "" };
    const names = host?.gpus.map(({ name }) => name) ?? [];
    const power = now(buffer, "gpuPower");
    return {
      ...found,
      context: parts([
        // First what changes: a long name is cut at its end.
        shareWords(now(buffer, "gpuMemoryUsed"), now(buffer, "gpuMemoryTotal")),
        names.length > 1 ? `${names.length} GPUs` : names[0] && shortName(names[0]),
      ]),
      aside: parts([degrees(buffer, "gpuTemperature"), power === undefined ? undefined : formatQuantity(power / 1000, "watts")]),
    };
  },

  disk(buffer) {
    const [free, size] = [now(buffer, "rootFree"), now(buffer, "rootSize")];
    const shown = shownDisk(buffer);
    const full = free !== undefined && size ? `/ ${Math.round(100 - (100 * free) / size)}% full` : undefined;
    return {
      ...main(buffer, tileLines.disk, "bytes-per-second"),
      context: parts([shown?.device, full]),
      aside: shown ? `io ${Math.min(100, Math.round(shown.value))}%` : "",
    };
  },

  network(buffer) {
    const [received, sent] = [sumNow(buffer, "received"), sumNow(buffer, "sent")];
    return {
      ...main(buffer, tileLines.network, "bytes-per-second"),
      context: received === undefined ? "" : `↓ ${rate(received)}  ↑ ${rate(sent ?? 0)}`,
      aside: mainNetwork(buffer) ?? "",
    };
  },
};

const rate = (value: number) => formatQuantity(value, "bytes-per-second");

function sumNow(buffer: LiveBuffer, id: QueryId): number | undefined {
  const known = buffer.series(id).flatMap(({ values }) => latestValue(values) ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}

function main(buffer: LiveBuffer, line: Line, unit: Unit): Pick<Figure, "number" | "unit"> {
  const value = latestValue(line.values(buffer) ?? []);
  return value === undefined ? {} : toQuantity(value, unit);
}

function now(buffer: LiveBuffer, id: QueryId): number | undefined {
  const [first] = buffer.series(id);
  return first && latestValue(first.values, 15);
}

function quantity(buffer: LiveBuffer, id: QueryId, unit: Unit): string | undefined {
  const value = now(buffer, id);
  return value === undefined ? undefined : formatQuantity(value, unit);
}

/** Whole ones: sensors know no tenths, and a glance needs none. */
function degrees(buffer: LiveBuffer, id: QueryId): string | undefined {
  const value = now(buffer, id);
  return value === undefined ? undefined : `${String(Math.round(value)).replace("-", "−")}\u00a0°C`;
}

/** "19.2 of 24.0 GiB"; each with its unit where those differ. A card that does not say has a dash. */
function shareWords(used: number | undefined, all: number | undefined): string {
  const [part, whole] = [used, all].map((value) => (value === undefined ? undefined : toQuantity(value, "bytes")));
  const isOneUnit = part?.unit === whole?.unit;
  const first = part === undefined || used === undefined ? "–" : isOneUnit ? part.number : formatQuantity(used, "bytes");
  return `${first} of ${all === undefined ? "–" : formatQuantity(all, "bytes")}`;
}

/** What tells a card from others: "RTX 4090" of "NVIDIA GeForce RTX 4090". The tile is narrow, and its memory has to fit too. */
function shortName(name: string): string {
  const short = name
    .replace(/\((R|TM)\)/g, "")
    .replace(/^((NVIDIA|AMD|Intel|GeForce) +)+/, "")
    .replace(/ +GPU$/, "");
  return short || name;
}

/** The disk that holds `/`; where that cannot be told (behind LVM, say), the busiest one. */
function shownDisk(buffer: LiveBuffer): { device: string; value: number } | undefined {
  const mounted = buffer.series("rootFree")[0]?.labels.device?.replace(/^\/dev\//, "") ?? "";
  const disks = buffer
    .series("diskBusy")
    .map(({ labels, values }) => ({ device: labels.device ?? "", value: latestValue(values) ?? Number.NaN }))
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => b.value - a.value);
  return disks.find(({ device }) => isPartOf(mounted, device)) ?? disks[0];
}

/** `sda2` and `nvme0n1p2` are parts of `sda` and `nvme0n1`; `sdaa1` is none of `sda`. */
function isPartOf(part: string, disk: string): boolean {
  return disk !== "" && part.startsWith(disk) && /^p?[0-9]*$/.test(part.slice(disk.length));
}

/** The interface that carried most in the time shown, so that the name does not change with every second. */
function mainNetwork(buffer: LiveBuffer): string | undefined {
  const carried = new Map<string, number>();
  for (const { labels, values } of [...buffer.series("received"), ...buffer.series("sent")]) {
    const device = labels.device ?? "";
    let sum = carried.get(device) ?? 0;
    for (const value of values) if (!Number.isNaN(value)) sum += value;
    carried.set(device, sum);
  }
  // While nothing has flowed: one with a name that cards have.
  const rank = (device: string) => (/^(en|eth|wl|ww)/.test(device) ? 0 : 1);
  return [...carried].sort(([a, one], [b, other]) => other - one || rank(a) - rank(b) || (a < b ? -1 : 1))[0]?.[0];
}

/** Those that are known, with a dot between. */
function parts(words: readonly (string | undefined)[], lead = ""): string {
  const known = words.filter((word) => word !== undefined && word !== "");
  return known.length === 0 ? "" : lead + known.join(" · ");
}

function noGpu(host: HostInfo | undefined): string {
  const note = host?.gpuNote ?? (host && host.gpus.length === 0 ? "no GPU found" : "");
  return note.charAt(0).toUpperCase() + note.slice(1);
}
