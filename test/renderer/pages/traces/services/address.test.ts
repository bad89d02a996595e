import { expect, test } from "vitest";
import { hours, minutes } from "#shared/units/time";
import { readServices, type ServicesAddress, writeServices } from "../../../../../renderer/pages/traces/services/address";

const first: ServicesAddress = { on: undefined, service: undefined, side: "server", range: { kind: "last", forMs: hours(1) } };

test.each<{ address: ServicesAddress; text: string }>([
  { address: first, text: "source=jaeger" },
  {
    address: { on: "prom", service: "a&b", side: "client", range: { kind: "last", forMs: minutes(15) } },
    text: "source=jaeger&on=prom&service=a%26b&side=client&last=15m",
  },
  {
    address: { ...first, range: { kind: "between", startMs: 0, endMs: 60_000 } },
    text: "source=jaeger&from=1970-01-01T00%3A00%3A00.000Z&to=1970-01-01T00%3A01%3A00.000Z",
  },
])("$text is the link that reads back as it was written, beside what is not its own", ({ address, text }) => {
  const params = writeServices(new URLSearchParams("source=jaeger&service=before&side=all"), address);
  expect(params.toString()).toBe(text);
  expect(readServices(params)).toEqual(address);
});

test.each(["side=both", "last=soon", "last=99y", "from=x&to=y", `service=${"x".repeat(2000)}`])("%s is repaired", (text) => {
  expect(readServices(new URLSearchParams(text))).toEqual(first);
});
