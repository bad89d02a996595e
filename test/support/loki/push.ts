// Lines as tests write them, and putting them into a Loki: https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs

import { levelOfLine } from "#shared/logs/level";
import type { Labels } from "#shared/model/labels";

/** The time in nanoseconds, the line, and what is known of it beside its stream. */
export type PushedLine = readonly [ns: bigint | string, line: string, metadata?: Labels];

export interface PushedStream {
  labels: Labels;
  lines: readonly PushedLine[];
}

/** Puts lines into a Loki, a fake one or a real one. */
export async function pushTo(url: string, streams: readonly PushedStream[]): Promise<void> {
  const body = JSON.stringify({
    streams: streams.map(({ labels, lines }) => ({
      stream: labels,
      values: lines.map(([ns, line, metadata]) => (metadata ? [String(ns), line, metadata] : [String(ns), line])),
    })),
  });
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(`${url}/loki/api/v1/push`, { method: "POST", headers, body });
  if (answer.status !== 204) throw new Error(`the Loki did not take the lines: ${answer.status} ${await answer.text()}`);
}

/** Labels that say what a service is called, the surest first. */
const nameLabels = [
  "service",
  "app",
  "application",
  "app_name",
  "name",
  "container",
  "container_name",
  "component",
  "workload",
  "job",
];

/** The label that Loki 3 gives every stream. */
export function withServiceName(labels: Labels): Labels {
  if (Object.hasOwn(labels, "service_name")) return labels;
  const name = nameLabels.find((label) => labels[label]);
  return { ...labels, service_name: (name && labels[name]) || "unknown_service" };
}

/** The word that Loki 3 writes beside every line. */
export function detectedLevel(labels: Labels, line: string): string {
  const said = labels.level ?? labels.detected_level;
  if (said !== undefined) return said;
  const level = levelOfLine(line);
  return level === "warning" ? "warn" : level;
}
