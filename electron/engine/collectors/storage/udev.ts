// What udev found out about a block device, from its database under /run/udev/data: "E:NAME=value" for each property, beside
// lines that begin with other letters. `udevadm info --query=property` prints the same ones.
import type { CollectContext } from "../collector";

export type UdevProperties = ReadonlyMap<string, string>;

/** None where udev does not run, as in most containers and small virtual machines. */
export async function readBlockProperties(
  { major, minor }: { major: number; minor: number },
  { host, signal }: CollectContext,
): Promise<UdevProperties> {
  try {
    return parseUdevProperties(await host.readText(`/run/udev/data/b${major}:${minor}`, signal));
  } catch {
    // A device that udev does not know has no properties; its counters are complete without them.
    return new Map();
  }
}

function parseUdevProperties(text: string): UdevProperties {
  const properties = new Map<string, string>();
  for (const line of text.split("\n")) {
    const equals = line.indexOf("=");
    if (line.startsWith("E:") && equals > 2) properties.set(line.slice(2, equals), line.slice(equals + 1));
  }
  return properties;
}
