import { expect, test } from "vitest";
import type { CallInput, CallOutput } from "#shared/contract/index";
import { logsLink, logsOf, timeAround } from "../../../renderer/stores/logs-links";

const at = Date.UTC(2026, 10, 21, 12);

/** A source whose streams have these labels. */
function sourceWith(streams: readonly Record<string, string>[]) {
  const asked: string[] = [];
  async function ask<N extends "logs.labelNames" | "logs.labelValues">(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    if (name === "logs.labelNames") {
      return { names: [...new Set(streams.flatMap((labels) => Object.keys(labels)))] } as CallOutput<N>;
    }
    const { label, selector = "" } = input as CallInput<"logs.labelValues">;
    asked.push(`${label}${selector}`);
    const pairs = [...selector.matchAll(/(\w+)="([^"]*)"/g)];
    const fitting = streams.filter((labels) => pairs.every(([, key = "", value]) => labels[key] === value));
    const values = [...new Set(fitting.flatMap((labels) => labels[label] ?? []))];
    return { values, truncated: false } as CallOutput<N>;
  }
  return { asked, look: (labels: Record<string, string>) => logsOf(labels, { source: "loki", from: at, to: at + 1, ask }) };
}

test.each([
  ["the same label", { service: "gateway", severity: "critical" }, { service: "gateway" }, '{service="gateway"}'],
  ["another name of the same family", { job: "gateway" }, { service_name: "gateway" }, '{service_name="gateway"}'],
  ["a host with its port", { instance: "gw-2:9100" }, { host: "gw-2" }, '{host="gw-2"}'],
  ["the instance as it is", { instance: "gw-2:9100" }, { instance: "gw-2:9100" }, '{instance="gw-2:9100"}'],
  ["a hostile value", { job: 'a"}\\' }, { job: 'a"}\\' }, '{job="a\\"}\\\\"}'],
])("finds the lines by %s", async (_, labels, stream, selector) => {
  expect(await sourceWith([stream]).look(labels)).toMatchObject({ selector, matched: 1 });
});

test("labels are taken only where they go together", async () => {
  const source = sourceWith([
    { service: "gateway", instance: "gw-1" },
    { service: "worker", instance: "gw-2" },
  ]);
  expect(await source.look({ service: "gateway", instance: "gw-2" })).toMatchObject({
    selector: '{service="gateway"}',
    matched: 1,
  });
});

test("nothing in common is no selector", async () => {
  expect(await sourceWith([{ app: "a" }]).look({ device: "sda", severity: "warning" })).toMatchObject({
    selector: "",
    matched: 0,
  });
});

test("a label called __proto__ finds nothing", async () => {
  const labels = JSON.parse('{"__proto__": "x", "constructor": "y"}');
  expect(await sourceWith([{ app: "x" }]).look(labels)).toMatchObject({ matched: 0 });
});

test("the time around a moment does not reach into the future", () => {
  expect(timeAround(at, at + 60_000)).toEqual({ from: at - 900_000, to: at + 60_000 });
  expect(timeAround(at, at + 86_400_000)).toEqual({ from: at - 900_000, to: at + 900_000 });
});

test("a link names its source, query and time; this host needs no name", () => {
  expect(logsLink({ source: "local", expr: '{a="b"}' })).toBe("/logs?expr=%7Ba%3D%22b%22%7D");
  expect(logsLink({ source: "x", expr: "{}", from: at, to: at + 1000 })).toContain(
    "from=2026-11-21T12%3A00%3A00.000Z&to=2026-11-21T12%3A00%3A01.000Z",
  );
});
