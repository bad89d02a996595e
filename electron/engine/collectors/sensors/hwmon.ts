// /sys/class/hwmon: temperatures, fans, voltages, currents, power and what else a chip measures. A chip is named after its
// place on its bus, because hwmon numbers change from boot to boot. Names and labels as node_exporter's hwmon collector has them.
import { posix } from "node:path";
import { seconds } from "#shared/units/time";
import { type Attribute, everyMinute, listSorted, putAttributes, readAttribute } from "../attributes";
import { type CollectContext, type Collector, NoData } from "../collector";
import { createReadingList } from "../reading-list";
import { cleanName, isSettled, metricOf, parseSensorFile, type SensorFile } from "./hwmon-metrics";

const folder = "/sys/class/hwmon";

interface Fact {
  name: string;
  labels: Readonly<Record<string, string>>;
}

interface Chips {
  attributes: Attribute[];
  /** Series that only say what a chip or sensor is called; their value is always 1. */
  facts: Fact[];
}

export function createHwmon(): Collector {
  const list = createReadingList();
  const help = new Map(Object.entries(fixedHelp));
  const listChips = everyMinute((context) => findChips(context, help));

  return {
    name: "hwmon",
    about: "Temperatures, fans, voltages and power that the hardware's sensors report, from /sys/class/hwmon.",
    help: (metric) => help.get(metric),
    platforms: ["linux"],
    // Drivers ask their chips over slow buses.
    every: seconds(5),
    deadline: seconds(4),
    async collect(context) {
      const { attributes, facts } = await listChips(context);
      if (attributes.length === 0 && facts.length === 0) throw new NoData("this machine shows no hardware sensor");
      list.start();
      await putAttributes(attributes, context, list);
      for (const { name, labels } of facts) list.gauge(name, 1, labels);
      return list.readings();
    },
  };
}

const fixedHelp = {
  node_hwmon_chip_names: "Annotation metric for human-readable chip names",
  node_hwmon_sensor_label: "Label for given chip and sensor",
};

async function findChips(context: CollectContext, help: Map<string, string>): Promise<Chips> {
  const found: Chips = { attributes: [], facts: [] };
  for (const hwmon of await listSorted(folder, context)) {
    const path = `${folder}/${hwmon}`;
    const chip = await chipName(path, context);
    const chipLabel = cleanName((await readAttribute(`${path}/name`, context, "seldom")) ?? "");
    if (chipLabel) found.facts.push({ name: "node_hwmon_chip_names", labels: Object.freeze({ chip, chip_name: chipLabel }) });
    const sleeper = (await isGraphicsCard(path, context)) ? `${path}/device/power/runtime_status` : undefined;
    for (const [sensor, files] of await findSensors(path, context)) {
      const labelFile = files.find(({ property }) => property === "label");
      const label = labelFile && (await readAttribute(labelFile.path, context, "seldom"));
      if (label) {
        found.facts.push({ name: "node_hwmon_sensor_label", labels: Object.freeze({ chip, sensor, label }) });
      }
      const hasOwnValue = files.some(({ property }) => property === "");
      for (const file of files) {
        const metric = metricOf(file, hasOwnValue);
        if (!metric) continue;
        // node_exporter names a frequency after its label, and leaves out one that has none.
        const isFrequency = file.type === "freq" && file.property === "input";
        if (isFrequency && label === undefined) continue;
        if (!help.has(metric.name)) help.set(metric.name, metric.help);
        found.attributes.push({
          path: file.path,
          name: metric.name,
          kind: metric.kind,
          per: metric.per,
          labels: Object.freeze({ chip, sensor: isFrequency ? cleanName(label ?? "") : sensor }),
          isSettled: isSettled(file.property),
          sleeper,
        });
      }
    }
  }
  return found;
}

type PlacedFile = SensorFile & { path: string };

/** Each sensor's files. Old drivers put theirs into the device's folder instead of the chip's. */
async function findSensors(path: string, context: CollectContext): Promise<Map<string, PlacedFile[]>> {
  const files = new Map<string, PlacedFile>();
  for (const place of [path, `${path}/device`]) {
    for (const file of await listSorted(place, context)) {
      const parsed = parseSensorFile(file);
      if (parsed) files.set(`${parsed.sensor} ${parsed.property}`, { ...parsed, path: `${place}/${file}` });
    }
  }
  const sensors = new Map<string, PlacedFile[]>();
  for (const file of files.values()) sensors.set(file.sensor, [...(sensors.get(file.sensor) ?? []), file]);
  return sensors;
}

// Base class 03 of the PCI code and ID assignment: display controllers. The sensors of one wake it, and it then drains the
// battery; other devices either do not sleep or answer without being woken.
const isGraphicsCard = async (path: string, context: CollectContext) =>
  (await readAttribute(`${path}/device/class`, context, "seldom"))?.startsWith("0x03") ?? false;

/** "platform_coretemp_0", "nvme_nvme0"; the chip's own name where it sits on no bus, as a thermal zone does. */
async function chipName(path: string, context: CollectContext): Promise<string> {
  const real = await resolveLink(path, context);
  const device = await resolveLink(`${real ?? path}/device`, context);
  if (device) {
    const name = cleanName(posix.basename(device));
    const bus = cleanName(posix.basename(posix.dirname(device)));
    if (name) return bus ? `${bus}_${name}` : name;
  }
  const name = (await readAttribute(`${path}/name`, context, "seldom")) ?? "";
  return cleanName(name) || cleanName(posix.basename(real ?? path));
}

async function resolveLink(path: string, { host, signal }: CollectContext): Promise<string | undefined> {
  try {
    return posix.resolve(posix.dirname(path), await host.readLink(path, signal));
  } catch {
    // Not a link, or not there: then the name has to come from elsewhere.
    return undefined;
  }
}
