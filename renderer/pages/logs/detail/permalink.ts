// A link to one line. It names a stretch of time around the line, so that it is found again when the moving window has left it.
import { toNsTime } from "#shared/logs/block";
import { lineHash } from "#shared/logs/line-hash";
import { minutes } from "#shared/units/time";
import { localSource } from "../../../stores/address";
import type { DetailLine } from "./lines";

const around = minutes(5);

export interface LinkedLine {
  line: Pick<DetailLine, "ms" | "ns" | "line">;
  source: string;
  expr: string;
}

/** What `line=` in the address says: `1795234590123456789.a1b2c3d4`. */
export const lineMark = ({ ms, ns, line }: LinkedLine["line"]): string => `${toNsTime({ ms, ns })}.${lineHash(line)}`;

/** The path within the console. */
export function permalinkOf({ line, source, expr }: LinkedLine): string {
  const params = new URLSearchParams({
    ...(source !== localSource && { source }),
    expr,
    from: new Date(line.ms - around).toISOString(),
    to: new Date(line.ms + around).toISOString(),
    line: lineMark(line),
  });
  return `/logs?${params}`;
}
