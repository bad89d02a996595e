// /sys/class/power_supply: Documentation/ABI/testing/sysfs-class-power. Batteries, mains adapters and USB ports that charge.
// Names as node_exporter's powersupplyclass collector has them.
import type { Labels } from "#shared/model/labels";
import { seconds } from "#shared/units/time";
import { type Attribute, everyMinute, labelsOf, listSorted, putAttributes, readAttribute } from "../attributes";
import { type CollectContext, type Collector, NoData } from "../collector";
import { createReadingList } from "../reading-list";
import { type PowerFile, powerFiles, powerHelp } from "./power-supply-files";

const folder = "/sys/class/power_supply";

interface Supply {
  path: string;
  attributes: Attribute[];
  /** Those of the texts below that it has. */
  texts: string[];
  /** What these texts said, and what does not change. */
  info: Labels;
}

export function createPowerSupply(): Collector {
  const list = createReadingList();
  const listSupplies = everyMinute(findSupplies);

  return {
    name: "power-supply",
    about: "Charge, power and health of batteries and power adapters, from /sys/class/power_supply.",
    help: powerHelp,
    platforms: ["linux"],
    // A battery's controller is slow to answer, and charge moves slowly too.
    every: seconds(10),
    deadline: seconds(8),
    async collect(context) {
      const supplies = await listSupplies(context);
      if (supplies.length === 0) throw new NoData("this machine shows no battery and no power adapter");
      list.start();
      for (const supply of supplies) {
        await putAttributes(supply.attributes, context, list);
        await refreshInfo(supply, context);
        list.gauge("node_power_supply_info", 1, supply.info);
      }
      return list.readings();
    },
  };
}

/** Printed on the battery, so to say. */
const settledTexts = ["manufacturer", "model_name", "serial_number", "technology", "type", "scope"];
const movingTexts = ["capacity_level", "charge_type", "health", "status", "usb_type"];

async function findSupplies(context: CollectContext): Promise<Supply[]> {
  const found: Supply[] = [];
  for (const name of await listSorted(folder, context)) {
    const path = `${folder}/${name}`;
    const files = await listSorted(path, context);
    if (files.length === 0) continue;
    const labels = Object.freeze({ power_supply: name });
    const settled: Record<string, string | undefined> = { power_supply: name };
    for (const text of settledTexts) {
      if (files.includes(text)) settled[text] = await readAttribute(`${path}/${text}`, context, "seldom");
    }
    found.push({
      path,
      attributes: files.flatMap((file) => attributeOf(powerFiles.get(file), `${path}/${file}`, labels) ?? []),
      texts: movingTexts.filter((text) => files.includes(text)),
      info: labelsOf(settled),
    });
  }
  return found;
}

const attributeOf = (file: PowerFile | undefined, path: string, labels: Labels): Attribute | undefined =>
  file && { path, name: file.metric, kind: "gauge", labels, per: file.per, isSettled: file.isSettled };

/** The labels stay the same object while they hold true, so that the series does. */
async function refreshInfo(supply: Supply, context: CollectContext): Promise<void> {
  let next: Record<string, string> | undefined;
  for (const name of supply.texts) {
    const text = await readAttribute(`${supply.path}/${name}`, context);
    if ((text ?? "") === (supply.info[name] ?? "")) continue;
    next ??= { ...supply.info };
    if (text) next[name] = text;
    else delete next[name];
  }
  if (next) supply.info = Object.freeze(next);
}
