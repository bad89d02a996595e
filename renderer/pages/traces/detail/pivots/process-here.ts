// Whether a span was made on this machine, and by which process.
import type { SpanDetail } from "#shared/model/trace";
import { tagValue } from "./span-labels";

export interface ProcessHere {
  pid: number;
  /** What its tracer calls it: the name of its program; the system may know it by another. */
  name: string | undefined;
}

const hostTags = ["host.name", "hostname", "host.hostname"];
const pidTags = ["process.pid", "pid"];

/** Undefined where it was made on another machine, or does not tell. */
export function processHere(
  detail: Pick<SpanDetail, "service" | "tags" | "process">,
  hostname: string | undefined,
): ProcessHere | undefined {
  const host = hostTags.map((key) => tagValue(detail, key)).find((value) => value !== undefined);
  const pid = pidTags.map((key) => tagValue(detail, key)).find((value) => value !== undefined);
  if (hostname === undefined || host === undefined || pid === undefined || !/^[1-9][0-9]{0,9}$/.test(pid)) return undefined;
  if (!isSameHost(host, hostname)) return undefined;
  const path = tagValue(detail, "process.executable.name") ?? tagValue(detail, "process.executable.path");
  return { pid: Number(pid), name: path?.replace(/^.*[\\/]/, "") };
}

/** One of the two may have the domain with it. */
function isSameHost(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
