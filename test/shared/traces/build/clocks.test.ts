import { expect, test } from "vitest";
import { clocksOf } from "#shared/traces/build/clocks";
import { type DrawnSpan, tableOf } from "./drawn-trace";

const spans = (...made: Partial<DrawnSpan>[]): DrawnSpan[] =>
  made.map((span, index) => ({ id: `s${index}`, from: 0, took: 1, ...span }));

test.each<{ name: string; of: DrawnSpan[]; isOne: boolean }>([
  { name: "two spans of one service", of: spans({}, {}), isOne: true },
  { name: "two services that do not tell their machines", of: spans({ service: "a" }, { service: "b" }), isOne: false },
  {
    name: "two services on one machine",
    of: spans({ service: "a", host: "web-1" }, { service: "b", host: "web-1" }),
    isOne: true,
  },
  { name: "one service on two machines", of: spans({ host: "web-1" }, { host: "web-2" }), isOne: false },
  ...["", "localhost", "localhost.localdomain", "127.0.0.1", "::1", "0.0.0.0", "Unknown"].map((host) => ({
    name: `two services on “${host}”, which every machine is for itself,`,
    of: spans({ service: "a", host }, { service: "b", host }),
    isOne: false,
  })),
  { name: "a machine that is called as a service is", of: spans({ service: "a" }, { service: "b", host: "a" }), isOne: false },
])("$name have one clock: $isOne", ({ of, isOne }) => {
  const { table, rows } = tableOf(of);
  const [one, other] = clocksOf(table, rows);
  expect(one === other).toBe(isOne);
});
