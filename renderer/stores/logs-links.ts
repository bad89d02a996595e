// The way from an alert or a series to the logs of the same thing at that time: which of its labels the log sources know.
import type { CallInput, CallOutput } from "#shared/contract/index";
import { selectorFor } from "#shared/logql/queries";
import { toNsTime } from "#shared/logs/block";
import type { Labels } from "#shared/model/labels";
import { type EpochMs, minutes } from "#shared/units/time";
import { localSource } from "./address";

/** So much before and after a moment is shown of it. */
const around = minutes(15);

/** The address of the Logs page for a query, and a stretch of time where one is given. */
export function logsLink({ source, expr, from, to }: { source: string; expr: string; from?: EpochMs; to?: EpochMs }): string {
  const params = new URLSearchParams({ expr });
  if (source !== localSource) params.set("source", source);
  if (from !== undefined && to !== undefined) {
    params.set("from", new Date(from).toISOString());
    params.set("to", new Date(to).toISOString());
  }
  return `/logs?${params}`;
}

/** The time around a moment; it does not reach into the future. */
export const timeAround = (at: EpochMs, now: EpochMs): { from: EpochMs; to: EpochMs } => ({
  from: at - around,
  to: Math.min(at + around, Math.max(now, at + minutes(1))),
});

/**
 * Labels that say what something is, the most telling first. Metrics and logs of the same thing are labelled by different
 * hands: so a value is looked for under the other names of its family too.
 */
export const families: readonly (readonly string[])[] = [
  ["namespace", "k8s_namespace_name"],
  ["pod", "pod_name", "k8s_pod_name"],
  ["container", "container_name", "k8s_container_name", "name"],
  ["service", "service_name", "app", "application", "job"],
  ["instance", "service_instance_id", "host", "hostname", "host_name", "node", "nodename", "k8s_node_name"],
  ["unit", "systemd_unit"],
];

type AskLogs = <N extends "logs.labelNames" | "logs.labelValues">(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

export interface LogsFound {
  source: string;
  /** Of the lines of the same thing; empty when the source knows none of its labels. */
  selector: string;
  /** How many of the labels it names. */
  matched: number;
}

/** Which lines of a source are those of something with these labels, in that time. */
export async function logsOf(
  labels: Labels,
  { source, from, to, ask }: { source: string; from: EpochMs; to: EpochMs; ask: AskLogs },
): Promise<LogsFound> {
  const span = { source, startNs: toNsTime({ ms: from, ns: 0 }), endNs: toNsTime({ ms: to, ns: 0 }) };
  const { names } = await ask("logs.labelNames", span);
  const known = new Set(names);
  const found: Record<string, string> = {};
  for (const family of families) {
    const values = valuesIn(labels, family);
    for (const name of family.filter((each) => known.has(each))) {
      if (values.length === 0) break;
      // Only what goes together with the labels found so far: else the lines of two of them might be of no one.
      const selector = Object.keys(found).length > 0 ? selectorFor(found) : undefined;
      const answer = await ask("logs.labelValues", { ...span, label: name, ...(selector && { selector }) });
      const value = values.find((each) => answer.values.includes(each));
      if (value === undefined) continue;
      found[name] = value;
      break;
    }
  }
  const matched = Object.keys(found).length;
  return { source, selector: matched > 0 ? selectorFor(found) : "", matched };
}

/** What the labels of a family say, the label's own value first; of `host:port` the host too. */
export function valuesIn(labels: Labels, family: readonly string[]): string[] {
  const values = family.flatMap((name) => (Object.hasOwn(labels, name) ? [labels[name] ?? ""] : []));
  const hosts = values.flatMap((value) => /^(.+):\d+$/.exec(value)?.[1] ?? []);
  return [...new Set([...values, ...hosts])].filter((value) => value !== "");
}
