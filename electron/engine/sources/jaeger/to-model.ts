// From Jaeger's shapes to ours.

import type { z } from "zod";
import type { Dependency } from "#shared/contract/traces";
import type { TraceSummary } from "#shared/model/trace";
import type { dependenciesSchema, WireSummary } from "./wire";

export function toSummary(wire: WireSummary): TraceSummary {
  const startNs = wholeNs(wire.minStartTimeUnixNano);
  const endNs = wholeNs(wire.maxEndTimeUnixNano);
  const services = (wire.services ?? []).map(({ name, spanCount, errorSpanCount }) => ({
    name: name ?? "",
    spans: spanCount ?? 0,
    errors: errorSpanCount ?? 0,
  }));
  return {
    traceId: wire.traceId,
    rootService: wire.rootServiceName ?? "",
    rootOperation: wire.rootOperationName ?? "",
    startNs: String(startNs),
    durationNs: Number(endNs > startNs ? endNs - startNs : 0n),
    spans: wire.spanCount ?? 0,
    errors: wire.errorSpanCount ?? 0,
    orphans: wire.orphanSpanCount ?? 0,
    services: services.sort((one, other) => other.spans - one.spans),
  };
}

export const toDependencies = ({ data }: z.output<typeof dependenciesSchema>): Dependency[] =>
  (data ?? []).map(({ parent, child, callCount }) => ({ parent, child, calls: callCount ?? 0 }));

const wholeNs = (ns: string | number | null | undefined): bigint => BigInt(typeof ns === "number" ? Math.round(ns) : (ns ?? 0));
