// What was found wrong with one span when its trace was built, in sentences for its details.
import { formatQuantity } from "../format/quantity";
import { type Nanoseconds, spanFlags, type Trace } from "../model/trace";
import { endOf, extentOf, startOf } from "./trace-times";

export function findingsOf(trace: Trace, position: number): string[] {
  const flags = trace.flags[position] as number;
  const shift = trace.shift[position] as number;
  const has = (flag: keyof typeof spanFlags): boolean => (flags & spanFlags[flag]) !== 0;
  const said: string[] = [];
  if (has("orphan")) said.push("The span that called this one is not in the trace, so this one stands at the top.");
  if (has("cycle")) said.push("This span is named as its own ancestor, so it was put at the top.");
  if (has("duplicate"))
    said.push("Another span of this trace has the same id; what names it as its parent is drawn below the first of them.");
  if (has("unfinished")) said.push("Its start or its duration is not told, or cannot be; it is drawn as far as it is known.");
  if (has("skewed")) {
    said.push(
      `By its times it did not fit into the span that called it, so it is drawn ${lengthOf(shift)} ${shift < 0 ? "earlier" : "later"}.`,
    );
  }
  // Flagged first, because measuring the whole trace for each span would be felt.
  if (has("warnings") && isOutside(trace, position)) {
    said.push("It is more than a month away from most other spans of the trace, as if its time were in the wrong unit.");
  }
  return said;
}

function isOutside(trace: Trace, position: number): boolean {
  const { from, to } = extentOf(trace, true);
  return startOf(trace, position, true) < from || endOf(trace, position, true) > to;
}

const lengthOf = (length: Nanoseconds): string => formatQuantity(Math.abs(length) / 1e9, "seconds");
