import { expect, test } from "vitest";
import { readTraceAddress, type TraceAddress, writeTraceAddress } from "../../../../../renderer/pages/traces/trace/url";

const plain: TraceAddress = {
  view: "waterfall",
  spanId: undefined,
  find: "",
  onlyMatches: false,
  criticalOnly: false,
  errorsOnly: false,
  leastShare: 0,
  foldsRuns: true,
  hidden: [],
};

test("a link without parameters shows the whole waterfall", () => {
  expect(readTraceAddress(new URLSearchParams())).toEqual(plain);
});

test("what is written is read again, and other parameters stay", () => {
  const address: TraceAddress = {
    view: "statistics",
    spanId: "00f067aa0ba902b7",
    find: "http.method=GET",
    onlyMatches: true,
    criticalOnly: true,
    errorsOnly: true,
    leastShare: 0.01,
    foldsRuns: false,
    hidden: ["db", "a & b"],
  };
  const params = writeTraceAddress(address, new URLSearchParams("source=jaeger-1&around=17&view=spans"));
  expect(readTraceAddress(new URLSearchParams(params.toString()))).toEqual(address);
  expect([params.get("source"), params.get("around")]).toEqual(["jaeger-1", "17"]);
  expect(writeTraceAddress(plain, params).toString()).toBe("source=jaeger-1&around=17");
});

test.each([
  { name: "a view that there is not", search: "view=<script>" },
  { name: "a share beyond one", search: "least=7" },
  { name: "a share that is no number", search: "least=much" },
  { name: "a span id that is none", search: "span=..%2F..%2Fetc" },
])("$name is left out", ({ search }) => expect(readTraceAddress(new URLSearchParams(search))).toEqual(plain));

test("a span id may be in capitals", () => {
  expect(readTraceAddress(new URLSearchParams("span=00F067AA0BA902B7")).spanId).toBe("00f067aa0ba902b7");
});

test("words of any length do not make an address of any length", () => {
  expect(readTraceAddress(new URLSearchParams({ find: "x".repeat(10_000) })).find).toHaveLength(500);
});
