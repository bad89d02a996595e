// /sys/class/hwmon: Documentation/hwmon/sysfs-interface.rst. Series, labels and how a chip is named (after its place on its
// bus, because hwmon numbers change from boot to boot) as node_exporter's hwmon collector has them.
import { posix } from "node:path";
import { gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type CollectContext, type Collector, type Host, NoData } from "./collector";
import { numberOf } from "./numbers";

const folder = "/sys/class/hwmon";

interface Sensor {
  path: string;
  labels: { chip: string; sensor: string };
}

interface Chips {
  sensors: Sensor[];
  /** Series that say what chip and sensor are called, and their limits: these do not change, so they are read once. */
  facts: Reading[];
}

export function createTemperature(): Collector {
  let known: { listing: string; chips: Chips } | undefined;

  return {
    name: "temperature",
    about: "Temperatures that the hardware's sensors report, from /sys/class/hwmon.",
    help: {},
    platforms: ["linux"],
    every: seconds(5),
    async collect({ host, signal }) {
      const folders = await host.listFolder(folder, signal).catch(() => []);
      const listing = folders.join();
      if (known?.listing !== listing) known = { listing, chips: await findChips(folders, { host, signal }) };
      const { sensors, facts } = known.chips;
      if (sensors.length === 0) throw new NoData("this machine shows no temperature sensor");
      const readings = await Promise.all(
        sensors.map(async ({ path, labels }) => {
          // A sensor may have nothing to say for a while (a disk asleep answers EAGAIN or ENXIO); the others do.
          const celsius = milli(await host.readText(`${path}_input`, signal).catch(() => undefined));
          return celsius === undefined ? [] : [gauge("node_hwmon_temp_celsius", celsius, labels)];
        }),
      );
      return [...readings.flat(), ...facts];
    },
  };
}

async function findChips(folders: string[], context: CollectContext): Promise<Chips> {
  const found: Chips = { sensors: [], facts: [] };
  for (const name of folders) {
    const path = `${folder}/${name}`;
    const files = await context.host.listFolder(path, context.signal).catch(() => []);
    const sensors = files.flatMap((file) => /^(temp\d+)_input$/.exec(file)?.[1] ?? []);
    if (sensors.length === 0) continue;
    const chip = await chipName(context.host, path, name, context.signal);
    const read = (file: string) => context.host.readText(`${path}/${file}`, context.signal).catch(() => undefined);
    const chipLabel = (await read("name"))?.trim();
    if (chipLabel) found.facts.push(gauge("node_hwmon_chip_names", 1, { chip, chip_name: chipLabel }));
    for (const sensor of sensors) {
      const labels = { chip, sensor };
      found.sensors.push({ path: `${path}/${sensor}`, labels });
      const label = (await read(`${sensor}_label`))?.trim();
      if (label) found.facts.push(gauge("node_hwmon_sensor_label", 1, { ...labels, label }));
      const max = milli(await read(`${sensor}_max`));
      if (max !== undefined) found.facts.push(gauge("node_hwmon_temp_max_celsius", max, labels));
      const critical = milli(await read(`${sensor}_crit`));
      if (critical !== undefined) found.facts.push(gauge("node_hwmon_temp_crit_celsius", critical, labels));
    }
  }
  return found;
}

/** "platform_coretemp_0", "nvme_nvme0"; the chip's own name where it sits on no bus, as a thermal zone does. */
async function chipName(host: Host, path: string, folderName: string, signal: AbortSignal): Promise<string> {
  try {
    const real = posix.resolve(folder, await host.readLink(path, signal));
    const device = posix.resolve(real, await host.readLink(`${path}/device`, signal));
    const name = clean(posix.basename(device));
    const type = clean(posix.basename(posix.dirname(device)));
    if (name) return type ? `${type}_${name}` : name;
  } catch {
    // No `device` link: the chip's name has to do.
  }
  return clean(await host.readText(`${path}/name`, signal).catch(() => "")) || folderName;
}

const clean = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9:_]/g, "_")
    .replaceAll(/^_+|_+$/g, "");

const milli = (text: string | undefined) => {
  const value = numberOf(text);
  return value === undefined ? undefined : value / 1000;
};
