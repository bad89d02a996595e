// The shapes of https://prometheus.io/docs/prometheus/latest/querying/api/, compared as text: readers may be picky.
import { describe, expect, test } from "vitest";
import type { InstantResult } from "#shared/model/series";
import { failureJson, instantJson, rangeJson } from "../../../electron/cli/prometheus-json";

const silent = { warnings: [], infos: [] };

describe("an answer in Prometheus's JSON", () => {
  test("lists a vector's elements with sorted labels and values as text", () => {
    const result: InstantResult = {
      kind: "vector",
      labels: [{ job: "node", __name__: "up" }, {}],
      times: Float64Array.of(1435781451781, 1435781451500),
      values: Float64Array.of(1, Number.NaN),
    };
    expect(instantJson(result, silent)).toBe(
      '{"status":"success","data":{"resultType":"vector","result":[' +
        '{"metric":{"__name__":"up","job":"node"},"value":[1435781451.781,"1"]},' +
        '{"metric":{},"value":[1435781451.500,"NaN"]}]}}',
    );
  });

  test("lists a matrix's points", () => {
    const series = [
      { labels: { job: "node" }, times: Float64Array.of(1000, 16_000), values: Float64Array.of(0.1, Number.POSITIVE_INFINITY) },
    ];
    const text =
      '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"job":"node"},"values":[[1,"0.1"],[16,"+Inf"]]}]}}';
    expect(rangeJson(series, silent)).toBe(text);
    expect(instantJson({ kind: "matrix", series }, silent)).toBe(text);
  });

  test.each([
    { result: { kind: "scalar", time: 1500, value: 1e-7 } as const, data: '{"resultType":"scalar","result":[1.500,"1e-07"]}' },
    {
      result: { kind: "string", time: 1000, value: 'a"b\n' } as const,
      data: '{"resultType":"string","result":[1,"a\\"b\\n"]}',
    },
  ])("gives a $result.kind as one point", ({ result, data }) => {
    expect(instantJson(result, silent)).toBe(`{"status":"success","data":${data}}`);
  });

  test("carries warnings and infos beside the data", () => {
    expect(rangeJson([], { warnings: ["w"], infos: ["i"] })).toBe(
      '{"status":"success","data":{"resultType":"matrix","result":[]},"warnings":["w"],"infos":["i"]}',
    );
  });

  test("keeps hostile labels text", () => {
    const labels = JSON.parse('{"__proto__":"x","constructor":"</script>","a\\"b":"\\u0000"}');
    const text = rangeJson([{ labels, times: new Float64Array(), values: new Float64Array() }], silent);
    expect(JSON.parse(text).data.result[0].metric).toEqual(labels);
  });
});

describe("a failure in Prometheus's JSON", () => {
  test.each([
    { kind: "bad-query", errorType: "bad_data" },
    { kind: "timeout", errorType: "timeout" },
    { kind: "cancelled", errorType: "canceled" },
    { kind: "unreachable", errorType: "unavailable" },
    { kind: "not-supported", errorType: "execution" },
    { kind: "not-found", errorType: "not_found" },
    { kind: "internal", errorType: "internal" },
  ] as const)("$kind is of the type $errorType", ({ kind, errorType }) => {
    expect(JSON.parse(failureJson({ kind, say: "Why.", retry: false }))).toEqual({ status: "error", errorType, error: "Why." });
  });

  const place = { from: 0, to: 2, line: 1, column: 1 };
  const diagnostics = [{ severity: "error" as const, message: "unexpected x", place }];
  test.each([
    {
      name: "does not parse",
      say: "1:1: parse error: unexpected x",
      told: { errorType: "bad_data", error: 'invalid parameter "query": 1:1: parse error: unexpected x' },
    },
    { name: "cannot be evaluated", say: "1:1: unexpected x", told: { errorType: "execution", error: "unexpected x" } },
    { name: "a server refused", say: "--source refused it", told: { errorType: "bad_data", error: "1:1: unexpected x" } },
  ])("of an expression that $name is told as a server tells it", ({ say, told }) => {
    const failure = { kind: "bad-query" as const, say, retry: false, diagnostics };
    expect(JSON.parse(failureJson(failure))).toEqual({ status: "error", ...told });
  });

  test("points at the place in the expression, as Prometheus does", () => {
    const place = { from: 4, to: 5, line: 1, column: 5 };
    const diagnostics = [{ severity: "error" as const, message: "expected `)`", place }];
    expect(JSON.parse(failureJson({ kind: "bad-query", say: "The expression is wrong.", retry: false, diagnostics })).error).toBe(
      "1:5: expected `)`",
    );
  });
});
