import type { Labels } from "./labels";

/** Counters only rise, save for resets; gauges go both ways. The types Prometheus's exposition format knows and we use. */
export type MetricKind = "gauge" | "counter";

/** One value read from this machine, before it has a time: the scheduler stamps all readings of one run alike. */
export interface Reading {
  name: string;
  kind: MetricKind;
  labels: Labels;
  value: number;
}

// One object for all readings without labels: a store compares objects before it compares what is in them.
const noLabels: Labels = Object.freeze({});

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
