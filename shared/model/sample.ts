import type { Labels } from "./labels";

/**
 * Counters only rise, save for resets; gauges go both ways. `unknown` is what Prometheus's metadata calls a metric that its
 * exporter left untyped, as node_exporter does with those whose direction the kernel does not say.
 */
export type MetricKind = "gauge" | "counter" | "unknown";

/**
 * One value read from this machine, before it has a time: the scheduler stamps all readings of one run alike. Name, kind and
 * labels never change once it is made; a collector may hand out the same object at every run with a new value in it.
 */
export interface Reading {
  readonly name: string;
  readonly kind: MetricKind;
  readonly labels: Labels;
  value: number;
}

// One object for all readings without labels: a store compares objects before it compares what is in them.
export const noLabels: Labels = Object.freeze({});

export const gauge = (name: string, value: number, labels: Labels = noLabels): Reading => ({
  name,
  kind: "gauge",
  labels,
  value,
});
export const counter = (name: string, value: number, labels: Labels = noLabels): Reading => ({
  name,
  kind: "counter",
  labels,
  value,
});
export const untyped = (name: string, value: number, labels: Labels = noLabels): Reading => ({
  name,
  kind: "unknown",
  labels,
  value,
});
