// os-release(5): what the distribution calls itself. Names and labels as node_exporter's os collector has them.
import { gauge, type Reading } from "#shared/model/sample";
import { minutes } from "#shared/units/time";
import { everyMinute, labelsOf } from "../attributes";
import { type CollectContext, type Collector, type Host, NoData } from "../collector";
import { readIfThere } from "../optional-file";
import { numberOf } from "../text/numbers";

/** Label by key of the file. */
const labels = {
  BUILD_ID: "build_id",
  ID: "id",
  ID_LIKE: "id_like",
  IMAGE_ID: "image_id",
  IMAGE_VERSION: "image_version",
  NAME: "name",
  PRETTY_NAME: "pretty_name",
  VARIANT: "variant",
  VARIANT_ID: "variant_id",
  VERSION: "version",
  VERSION_CODENAME: "version_codename",
  VERSION_ID: "version_id",
};

export const osInfoHelp = `A metric with a constant '1' value labeled by ${Object.values(labels).join(", ")}.`;

export function createOsRelease(): Collector {
  const readAgain = everyMinute(readReadings);
  return {
    name: "os-release",
    about: "Name and version of the distribution and the end of its support, from /etc/os-release.",
    help: {
      node_os_info: osInfoHelp,
      node_os_version: "Metric containing the major.minor part of the OS version.",
      node_os_support_end_timestamp_seconds: "Metric containing the end-of-life date timestamp of the OS.",
    },
    platforms: ["linux"],
    every: minutes(1),
    async collect(context) {
      const readings = await readAgain(context);
      if (readings.length === 0) throw new NoData("this system has no os-release file");
      return readings;
    },
  };
}

async function readReadings({ host, signal }: CollectContext): Promise<Reading[]> {
  const release = await readOsRelease(host, signal);
  if (!release) return [];
  const pairs = Object.entries(labels).map(([key, label]) => [label, release.get(key)]);
  const readings = [gauge("node_os_info", 1, labelsOf(Object.fromEntries(pairs)))];
  const version = numberOf(/^\d+\.?\d*/.exec(release.get("VERSION_ID") ?? "")?.[0]);
  if (version) {
    const named = labelsOf({ id: release.get("ID"), id_like: release.get("ID_LIKE"), name: release.get("NAME") });
    readings.push(gauge("node_os_version", version, named));
  }
  const supportEnd = dayOf(release.get("SUPPORT_END"));
  if (supportEnd !== undefined) readings.push(gauge("node_os_support_end_timestamp_seconds", supportEnd));
  return readings;
}

/** Systems without the first file have the second; undefined for those with neither. */
export async function readOsRelease(host: Host, signal: AbortSignal): Promise<Map<string, string> | undefined> {
  for (const path of ["/etc/os-release", "/usr/lib/os-release"]) {
    const text = await readIfThere(host, path, signal);
    if (text !== undefined) return parseOsRelease(text);
  }
  return undefined;
}

/** Values are quoted as a shell would have them. Lines that are none are left out. */
function parseOsRelease(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split("\n")) {
    const found = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line);
    if (!found) continue;
    const value = (found[2] ?? "").trim();
    const quoted = /^(["'])(.*)\1$/.exec(value);
    const bare = quoted?.[2] ?? value;
    values.set(found[1] ?? "", quoted?.[1] === "'" ? bare : bare.replaceAll(/\\(["'$`\\])/g, "$1"));
  }
  return values;
}

/** `2028-06-30`, in seconds since 1970. */
function dayOf(text: string | undefined): number | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time / 1000;
}
