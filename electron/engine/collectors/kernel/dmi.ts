// What the maker wrote into the firmware: Documentation/ABI/testing/sysfs-class-dmi. Names and labels as node_exporter's dmi
// collector has them. Serial numbers and the product's UUID are for root to read only.
import type { Labels } from "#shared/model/labels";
import { gauge } from "#shared/model/sample";
import { minutes } from "#shared/units/time";
import { labelsOf } from "../attributes";
import { type Collector, type Host, NoData } from "../collector";
import { readIfThere } from "../optional-file";

const folder = "/sys/class/dmi/id";

/** File by label; the rest are called alike. */
const fields = {
  bios_date: "bios_date",
  bios_release: "bios_release",
  bios_vendor: "bios_vendor",
  bios_version: "bios_version",
  board_asset_tag: "board_asset_tag",
  board_name: "board_name",
  board_serial: "board_serial",
  board_vendor: "board_vendor",
  board_version: "board_version",
  chassis_asset_tag: "chassis_asset_tag",
  chassis_serial: "chassis_serial",
  chassis_vendor: "chassis_vendor",
  chassis_version: "chassis_version",
  product_family: "product_family",
  product_name: "product_name",
  product_serial: "product_serial",
  product_sku: "product_sku",
  product_uuid: "product_uuid",
  product_version: "product_version",
  system_vendor: "sys_vendor",
} as const;
export type DmiField = keyof typeof fields;

export function createDmi(): Collector {
  let known: Labels | undefined;
  return {
    name: "dmi",
    about: "Maker, model and firmware of the machine and its board, from /sys/class/dmi.",
    help: {
      node_dmi_info: `A metric with a constant '1' value labeled by ${Object.keys(fields).join(", ")} if provided by DMI.`,
    },
    platforms: ["linux"],
    every: minutes(1),
    async collect({ host, signal }) {
      // Once: it changes with the machine.
      known ??= await readLabels(host, signal);
      if (Object.keys(known).length === 0) throw new NoData("this machine's firmware does not say who made it");
      return [gauge("node_dmi_info", 1, known)];
    },
  };
}

async function readLabels(host: Host, signal: AbortSignal): Promise<Labels> {
  const found: Record<string, string | undefined> = {};
  for (const field of Object.keys(fields)) found[field] = await readDmi(host, field as DmiField, signal);
  return labelsOf(found);
}

export async function readDmi(host: Host, field: DmiField, signal: AbortSignal): Promise<string | undefined> {
  return (await readIfThere(host, `${folder}/${fields[field]}`, signal, "seldom"))?.trim() || undefined;
}
