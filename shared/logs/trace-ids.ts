// Which traces a line names: in fields of the names that tracers use, and in its text beside such a name.
import type { LogField } from "./fields";

/** No line is about more traces than this. */
const mostIds = 10;
/** No further into a text is looked for them. */
const lookedAt = 64 * 1024;

const idAlone = /^(?:[0-9a-f]{32}|[0-9a-f]{16})$/i;
/** W3C Trace Context: version, trace, span, flags. */
const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/i;
/** B3 in one header: trace, span, sampled. */
const b3 = /^([0-9a-f]{32}|[0-9a-f]{16})-[0-9a-f]{16}(?:-|$)/i;
/** Jaeger's header: trace, span, parent, flags; it leaves out leading zeros. */
const uber = /^([0-9a-f]{1,32}):[0-9a-f]{1,16}:[0-9a-f]{1,16}:[0-9a-f]{1,2}$/i;

// `trace_id=…`, `"traceId":"…"`, `otelTraceID: …`, `X-B3-TraceId=…`, and what stands behind `traceparent`.
const inText =
  /(?:trace[_.\- ]?id["'\\]*\s*[=:]\s*["'\\]*|traceparent["'\\]*\s*[=:]\s*["'\\]*[0-9a-f]{2}-)([0-9a-f]{32}|[0-9a-f]{16})(?![0-9a-z])/gi;

/** The ids of traces, as they are written, each once. Ids of zeros only mean that there is no trace. */
export function traceIdsIn(line: string, fields: readonly LogField[]): string[] {
  const ids = new Set<string>();
  const take = (id: string | undefined) => {
    if (id !== undefined && ids.size < mostIds && !/^0+$/.test(id)) ids.add(id);
  };
  for (const { name, value } of fields) take(idInField(name, value));
  const text = line.length > lookedAt ? line.slice(0, lookedAt) : line;
  for (const [, id] of text.matchAll(inText)) take(id);
  return [...ids];
}

/** The trace's id in a field that is named for one. */
export function idInField(name: string, value: string): string | undefined {
  if (value.length > 100) return undefined;
  const text = value.trim();
  const plain = name.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
  if (plain.endsWith("traceid")) return idAlone.test(text) ? text : (uber.exec(text) ?? traceparent.exec(text))?.[1];
  if (plain.endsWith("traceparent")) return traceparent.exec(text)?.[1];
  if (plain === "b3") return b3.exec(text)?.[1];
  if (plain === "trace") return idAlone.test(text) ? text : undefined;
  return undefined;
}
