// What is said of a span in words: in its row, in the tip beside the pointer, and read out.
import { formatCount } from "#shared/format/count";
import { formatQuantity, percent } from "#shared/format/quantity";
import { type Nanoseconds, spanFlags, spanKinds, type Trace } from "#shared/model/trace";
import { startOf } from "#shared/traces/trace-times";
import { shownInLine } from "../../../components/shown-text";

/** `2.05 s`. */
export const lengthText = (length: Nanoseconds): string => formatQuantity(length / 1e9, "seconds");

/** `+4.96 s`, from the start of the trace. */
export const offsetText = (at: Nanoseconds): string => (at < 0 ? `−${lengthText(-at)}` : at === 0 ? "+0" : `+${lengthText(at)}`);

/** `20%` of the trace. */
export const shareText = (part: Nanoseconds, whole: Nanoseconds): string =>
  whole > 0 ? `${percent((part / whole) * 100)}%` : "";

/** Names are drawn by their beginning: one of megabytes would be laid out whole. */
const longestName = 300;

/** A name from outside, in one line. */
export const nameText = (name: string): string =>
  shownInLine(name.length > longestName ? `${name.slice(0, longestName)}…` : name);

export const serviceName = (trace: Trace, position: number): string =>
  nameText(trace.services[trace.service[position] ?? 0] ?? "") || "unknown service";

export const operationName = (trace: Trace, position: number): string =>
  nameText(trace.operations[trace.operation[position] ?? 0] ?? "") || "no name";

export const hasFlag = (trace: Trace, position: number, flag: keyof typeof spanFlags): boolean =>
  ((trace.flags[position] ?? 0) & spanFlags[flag]) !== 0;

/** Undefined where it is not told, and for what every span is within its service. */
export function kindText(trace: Trace, position: number): string | undefined {
  const kind = spanKinds[trace.kind[position] ?? 0];
  return kind === "unset" || kind === "internal" ? undefined : kind;
}

/** A folded run of repeated spans, as its row says it. */
export function runText({ runs }: Trace, run: number): { times: string; errors: string | undefined } {
  const { count = 0, errors = 0 } = runs[run] ?? {};
  return {
    times: `× ${formatCount(count)}`,
    errors: errors === 0 ? undefined : `${formatCount(errors)} ${errors === 1 ? "error" : "errors"}`,
  };
}

/** Beside the pointer, a line each. */
export function tipLines(trace: Trace, position: number, run: number, correctsClocks: boolean): string[] {
  const start = startOf(trace, position, correctsClocks);
  const duration = trace.duration[position] ?? 0;
  const lines = [`${serviceName(trace, position)} ${operationName(trace, position)}`];
  const group = run >= 0 ? trace.runs[run] : undefined;
  if (group) {
    lines.push(`${formatCount(group.count)} times, ${lengthText(group.totalNs)} together; the first of them:`);
  }
  const isUnfinished = hasFlag(trace, position, "unfinished");
  lines.push(
    isUnfinished
      ? `${offsetText(start)}, not finished`
      : `${offsetText(start)} to ${offsetText(start + duration)}, ${lengthText(duration)} (${shareText(duration, trace.durationNs)} of the trace)`,
  );
  const self = trace.self[position] ?? 0;
  if (self !== duration) lines.push(`self time ${lengthText(self)}`);
  const critical = criticalNs(trace, position);
  if (critical > 0) lines.push(`${lengthText(critical)} on the critical path`);
  if (correctsClocks && hasFlag(trace, position, "skewed")) {
    lines.push(`clock corrected by ${offsetText(trace.shift[position] ?? 0)}`);
  }
  if (hasFlag(trace, position, "orphan")) lines.push("its parent is not in the trace");
  if (hasFlag(trace, position, "cycle")) lines.push("was its own ancestor; the circle was cut here");
  return lines;
}

/** How much of the critical path is this span's own. */
function criticalNs({ criticalOf, criticalFrom, criticalTo }: Trace, position: number): Nanoseconds {
  let sum = 0;
  for (let index = criticalOf[position] ?? 0; index < (criticalOf[position + 1] ?? 0); index++) {
    sum += (criticalTo[index] ?? 0) - (criticalFrom[index] ?? 0);
  }
  return sum;
}

/** A row as it is read out: "redis GET session, 123 ms at +45 ms, error". */
export function readOut(trace: Trace, position: number, run: number, correctsClocks: boolean): string {
  const group = run >= 0 ? trace.runs[run] : undefined;
  const words = [
    `${serviceName(trace, position)} ${operationName(trace, position)}`,
    group && `${formatCount(group.count)} times, ${lengthText(group.totalNs)} together`,
    `${lengthText(trace.duration[position] ?? 0)} at ${offsetText(startOf(trace, position, correctsClocks))}`,
    hasFlag(trace, position, "error") && "error",
    hasFlag(trace, position, "onCriticalPath") && "on the critical path",
  ];
  return words.filter(Boolean).join(", ");
}
