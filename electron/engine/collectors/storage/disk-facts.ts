// What a disk is, beside what it does: model, serial number, what is on it. The label sets are node_exporter's.
import type { Labels } from "#shared/model/labels";
import { labelsOf } from "../attributes";
import type { CollectContext } from "../collector";
import { numberOf } from "../text/numbers";
import { readBlockProperties, type UdevProperties } from "./udev";

export interface DiskFact {
  name: string;
  value: number;
  labels: Labels;
}

export interface DiskNumber {
  device: string;
  major: number;
  minor: number;
}

export const diskFactsHelp = {
  node_disk_info: "Info of /sys/block/<block_device>.",
  node_disk_filesystem_info: "Info about disk filesystem.",
  node_disk_device_mapper_info: "Info about disk device mapper.",
  node_disk_ata_write_cache: "ATA disk has a write cache.",
  node_disk_ata_write_cache_enabled: "ATA disk has its write cache enabled.",
  node_disk_ata_rotation_rate_rpm: "ATA disk rotation rate in RPMs (0 for SSDs).",
};

export async function readDiskFacts(disk: DiskNumber, context: CollectContext): Promise<DiskFact[]> {
  const [properties, rotational] = await Promise.all([readBlockProperties(disk, context), readRotational(disk.device, context)]);
  return diskFacts(disk, properties, rotational);
}

/**
 * "1" for a disk that turns. node_exporter says "0" of every disk whose queue lacks one of the files that it reads together
 * with this one: io_timeout, which virtual, md and device-mapper disks have not, or wbt_lat_usec, which fails where write-back
 * is not throttled. The label is part of the series' name, so it is the same here.
 */
async function readRotational(device: string, { host, signal }: CollectContext): Promise<string> {
  const read = (file: string) => host.readText(`/sys/block/${device}/queue/${file}`, signal, "seldom");
  try {
    const [rotational] = await Promise.all([read("rotational"), read("io_timeout"), read("wbt_lat_usec")]);
    return rotational.trim() === "1" ? "1" : "0";
  } catch {
    return "0";
  }
}

function diskFacts({ device, major, minor }: DiskNumber, udev: UdevProperties, rotational: string): DiskFact[] {
  const info = labelsOf({
    device,
    major: String(major),
    minor: String(minor),
    path: udev.get("ID_PATH"),
    wwn: udev.get("ID_WWN"),
    model: udev.get("ID_MODEL"),
    // The first is what is printed on the disk; virtual disks only have the last.
    serial: udev.get("SCSI_IDENT_SERIAL") || udev.get("ID_SERIAL_SHORT") || udev.get("ID_SERIAL"),
    revision: udev.get("ID_REVISION"),
    rotational,
  });
  const facts: DiskFact[] = [{ name: "node_disk_info", value: 1, labels: info }];
  if (udev.get("ID_FS_TYPE")) {
    const labels = labelsOf({
      device,
      type: udev.get("ID_FS_TYPE"),
      usage: udev.get("ID_FS_USAGE"),
      uuid: udev.get("ID_FS_UUID"),
      version: udev.get("ID_FS_VERSION"),
    });
    facts.push({ name: "node_disk_filesystem_info", value: 1, labels });
  }
  if (udev.get("DM_NAME")) {
    const labels = labelsOf({
      device,
      name: udev.get("DM_NAME"),
      uuid: udev.get("DM_UUID"),
      vg_name: udev.get("DM_VG_NAME"),
      lv_name: udev.get("DM_LV_NAME"),
      lv_layer: udev.get("DM_LV_LAYER"),
    });
    facts.push({ name: "node_disk_device_mapper_info", value: 1, labels });
  }
  if (udev.get("ID_ATA")) {
    for (const [name, property] of ataProperties) {
      const value = numberOf(udev.get(property));
      if (value !== undefined) facts.push({ name, value, labels: labelsOf({ device }) });
    }
  }
  return facts;
}

const ataProperties = [
  ["node_disk_ata_write_cache", "ID_ATA_WRITE_CACHE"],
  ["node_disk_ata_write_cache_enabled", "ID_ATA_WRITE_CACHE_ENABLED"],
  ["node_disk_ata_rotation_rate_rpm", "ID_ATA_ROTATION_RATE_RPM"],
] as const;
