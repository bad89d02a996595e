import type { Trace } from "#shared/model/trace";
import { shownInLine } from "../../../components/shown-text";

/** `gateway POST /v1/chat`, as the waterfall has it. */
export function nameOfSpan(trace: Trace, position: number): string {
  const service = trace.services[trace.service[position] ?? -1] ?? "";
  const operation = trace.operations[trace.operation[position] ?? -1] ?? "";
  return shownInLine([service, operation].filter((part) => part !== "").join(" ")) || "a span without a name";
}
