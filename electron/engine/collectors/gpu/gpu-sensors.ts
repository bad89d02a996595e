// What the graphics drivers of the kernel put beside a card's PCI folder: its number, and its sensors as hwmon has them
// (Documentation/hwmon/sysfs-interface.rst).
import type { CollectContext } from "../collector";
import { numberOf } from "../text/numbers";
import { type GpuCard, listOptional, readOptional, readSeldom } from "./gpu-cards";

/** The number in "card1", which is the card's minor device number; undefined where no graphics driver has it. */
export async function cardNumber(card: GpuCard, { host, signal }: CollectContext): Promise<string | undefined> {
  const entries = await listOptional(host, `${card.path}/drm`, signal);
  return entries.flatMap((entry) => /^card(\d+)$/.exec(entry)?.[1] ?? [])[0];
}

export interface Sensors {
  has(file: string): boolean;
  /** A file's number as it stands: milli-degrees, microwatts, microjoules. */
  number(file: string, context: CollectContext): Promise<number | undefined>;
  /** "temp2" for the one whose label is "junction". */
  labelled(kind: "temp" | "energy" | "power" | "freq", label: string): string | undefined;
}

export async function openSensors(card: GpuCard, { host, signal }: CollectContext): Promise<Sensors> {
  const [folder] = await listOptional(host, `${card.path}/hwmon`, signal);
  const path = `${card.path}/hwmon/${folder}`;
  const files = new Set(folder === undefined ? [] : await listOptional(host, path, signal));
  const labels = new Map<string, string>();
  for (const file of files) {
    const sensor = /^((?:temp|energy|power|freq)\d+)_label$/.exec(file)?.[1];
    const label = sensor && (await readSeldom(host, `${path}/${file}`, signal));
    if (sensor && label) labels.set(sensor, label);
  }
  return {
    has: (file) => files.has(file),
    number: async (file, now) =>
      files.has(file) ? numberOf(await readOptional(now.host, `${path}/${file}`, now.signal)) : undefined,
    labelled: (kind, label) => [...labels].find(([sensor, text]) => sensor.startsWith(kind) && text === label)?.[0],
  };
}

/** Leaves an absent number absent; what the factor brings in behind the third decimal is dropped. */
export const times = (value: number | undefined, factor: number): number | undefined =>
  value === undefined ? undefined : Math.round(value * factor * 1000) / 1000;
