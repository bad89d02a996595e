import type { DetailLine } from "./lines";
import { isoTime } from "./time-words";

/** The line with all that is known of it, for a ticket or a test. A JSON line is text in it: it is quoted as it came. */
export function lineAsJson({ ms, ns, labels, line, metadata, parsed, cutLength }: DetailLine): string {
  const told = {
    time: isoTime({ ms, ns }),
    line,
    ...(cutLength !== undefined && { cut: true, length: cutLength }),
    labels,
    ...(metadata && { metadata }),
    ...(parsed && { parsed }),
  };
  return JSON.stringify(told, undefined, 2);
}
