import type { Trace } from "#shared/model/trace";
import { startOf } from "#shared/traces/trace-times";

/** When each span of a run was at work, one after the other in their order. */
export function runSpans(trace: Trace, run: number, correctsClocks: boolean): { from: number[]; to: number[] } {
  const { first = 0, count = 0 } = trace.runs[run] ?? {};
  const from: number[] = [];
  const to: number[] = [];
  // Siblings: the next one stands behind the descendants of the one before.
  for (let position = first, index = 0; index < count; index++, position += (trace.size[position] ?? 0) + 1) {
    const start = startOf(trace, position, correctsClocks);
    from.push(start);
    to.push(start + (trace.duration[position] ?? 0));
  }
  return { from, to };
}
