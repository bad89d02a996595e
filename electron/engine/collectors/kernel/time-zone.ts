// What the machine calls its time zone at the moment: "CET", "CEST". JavaScript knows the offset from UTC but not these names,
// which are in the zone's own file: tzfile(5), RFC 9636.
import type { Host } from "../collector";
import { isNothingThere } from "../optional-file";

/**
 * The text of the zone's file; undefined where there is none, as in small containers. `zone` is what the environment variable
 * TZ holds.
 */
export async function readZoneFile(host: Host, zone: string | undefined, signal: AbortSignal): Promise<string | undefined> {
  const name = zone?.replace(/^:/, "");
  const path = name === undefined ? "/etc/localtime" : name.startsWith("/") ? name : `/usr/share/zoneinfo/${name}`;
  try {
    return await host.readText(path, signal, "seldom");
  } catch (error) {
    // TZ may be a rule instead of a name, or a folder's name; an empty one means UTC.
    if (isNothingThere(error) || (error as NodeJS.ErrnoException).code === "EISDIR") return undefined;
    throw error;
  }
}

// One name and its offset, which POSIX counts westwards: "CET-1", "<+0330>-3:30". The second name's offset is left out when it
// is one hour on.
const part = String.raw`(<[^<>]{3,15}>|[A-Za-z]{3,15})([+-]?\d{1,3}(?::\d{2}){0,2})`;
const footer = new RegExp(`^${part}(?:${part.slice(0, -1)})?)?(?:,.*)?$`);

/** The zone's name while it is this many seconds ahead of UTC. A zone whose file does not say is named after its offset. */
export function zoneName(zoneFile: string | undefined, offset: number): string {
  // Before the footer the file is binary; the footer itself is the last line.
  const found = footer.exec(zoneFile?.trimEnd().split("\n").at(-1) ?? "");
  if (found) {
    const [, standard = "", standardOffset = "", summer, summerOffset] = found;
    const usual = secondsAhead(standardOffset);
    if (offset === usual) return plain(standard);
    if (summer !== undefined && offset === (summerOffset ? secondsAhead(summerOffset) : usual + 3600)) return plain(summer);
  }
  return offset === 0 ? "UTC" : nameOfOffset(offset);
}

const plain = (name: string) => name.replace(/^<(.*)>$/, "$1");

function secondsAhead(posix: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = posix.replace(/^[+-]/, "").split(":").map(Number);
  const size = hours * 3600 + minutes * 60 + seconds;
  return posix.startsWith("-") ? size : -size;
}

/** As zones without a name of their own are called: "+0330", "-03". */
function nameOfOffset(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${minutes % 60 === 0 ? "" : two(minutes % 60)}`;
}
