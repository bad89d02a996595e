import { describe, expect, test } from "vitest";
import { createTraceReading } from "#shared/traces/read/index";
import { tracesIn } from "#shared/traces/traces-in";
import { brokenTraces } from "../../../support/traces/broken-traces";
import { generateTrace, generateTraces, jaegerJson, otlpJson, zipkinJson } from "../../../support/traces/generator";
import { plainSpans, readText } from "../../../support/traces/plain-spans";

const bare = {
  parentId: "",
  flags: "",
  tags: [],
  process: [],
  events: [],
  links: [],
  statusMessage: "",
  scope: "",
  warnings: "",
  isSharedHalf: false,
  isRepeated: false,
};

describe("a span of Jaeger", () => {
  const span = {
    traceID: "0AF7651916CD43DD8448EB211C80319C",
    spanID: "b7ad6b7169203331",
    operationName: "GET /",
    flags: 1,
    references: [
      { refType: "FOLLOWS_FROM", traceID: "0af7651916cd43dd8448eb211c80319c", spanID: "1" },
      { refType: "CHILD_OF", traceID: "0af7651916cd43dd8448eb211c80319c", spanID: "00000000000000AB" },
      { refType: "CHILD_OF", traceID: "99", spanID: "cd" },
    ],
    startTime: 1795234590123456,
    duration: 4200,
    tags: [
      { key: "http.status_code", type: "int64", value: 200 },
      { key: "big", type: "int64", value: "9223372036854775807" },
      { key: "ratio", type: "float64", value: 2 },
      { key: "error", type: "bool", value: true },
      { key: "span.kind", type: "string", value: "server" },
      { key: "body", type: "binary", value: "AAEC" },
      { key: "odd", value: { deep: [1] } },
      { key: "otel.scope.name", type: "string", value: "lib" },
      { key: "otel.scope.version", type: "string", value: "1.2" },
      { key: "otel.status_description", type: "string", value: "boom" },
    ],
    logs: [{ timestamp: 1795234590123999, fields: [{ key: "event", type: "string", value: "retry" }] }],
    processID: "p1",
    warnings: ["late", "lost"],
  };
  const processes = { p1: { serviceName: "frontend", tags: [{ key: "host.name", type: "string", value: "h1" }] } };
  const expected = {
    ...bare,
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    parentId: "00000000000000ab",
    service: "frontend",
    operation: "GET /",
    kind: "server",
    start: "1795234590123456000",
    duration: 4_200_000,
    flags: "error warnings events links",
    tags: [
      "http.status_code=200 (int)",
      "big=9223372036854775807 (int)",
      "ratio=2 (double)",
      "error=true (bool)",
      "span.kind=server",
      "body=AAEC (binary)",
      'odd={"deep":[1]} (json)',
      "otel.scope.name=lib",
      "otel.scope.version=1.2",
      "otel.status_description=boom",
    ],
    process: ["host.name=h1"],
    events: [{ at: "1795234590123999000", name: "retry", tags: [] }],
    links: [
      { to: "0af7651916cd43dd8448eb211c80319c/1", kind: "follows from", tags: [] },
      { to: "99/cd", kind: "child of", tags: [] },
    ],
    statusMessage: "boom",
    scope: "lib 1.2",
    warnings: "late\nlost",
  };

  test.each([
    {
      name: "with the processes behind the spans",
      text: JSON.stringify({ data: [{ traceID: span.traceID, spans: [span], processes }] }),
    },
    { name: "with the processes first", text: JSON.stringify({ data: [{ processes, spans: [span] }], total: 0, errors: null }) },
    { name: "of a trace alone", text: JSON.stringify({ processes, spans: [span] }) },
    { name: "of a list of traces", text: JSON.stringify([{ processes, spans: [span] }]) },
    {
      name: "with a byte order mark, over lines",
      text: `\uFEFF${JSON.stringify({ data: [{ spans: [span], processes }] }, null, 2)}`,
    },
    { name: "alone on a line, with its process in it", text: `${JSON.stringify({ ...span, process: processes.p1 })}\n` },
  ])("is read $name", ({ text }) => {
    const { table, problems, isCut } = readText(text);
    expect({ spans: plainSpans(table), format: table.format, problems, isCut }).toEqual({
      spans: [expected],
      format: "jaeger",
      problems: [],
      isCut: false,
    });
  });

  test("that only follows from another has that as its parent, and as a link that says so", () => {
    const references = [{ refType: "FOLLOWS_FROM", traceID: "1", spanID: "2" }];
    const { table } = readText(
      JSON.stringify([{ spans: [{ traceID: "1", spanID: "3", references, processID: "p1" }], processes }]),
    );
    expect(plainSpans(table)[0]).toMatchObject({ parentId: "2", links: [{ to: "1/2", kind: "follows from", tags: [] }] });
  });

  test("of very old data names its parent in a member", () => {
    const { table } = readText(JSON.stringify([{ spans: [{ traceID: "1", spanID: "3", parentSpanID: "2" }], processes }]));
    expect(plainSpans(table)[0]).toMatchObject({ parentId: "2" });
  });

  test("whose tags are called like parts of every object harms nothing", () => {
    const tags = [
      { key: "__proto__", type: "string", value: "x" },
      { key: "constructor", type: "string", value: "y" },
    ];
    const text = JSON.stringify([{ spans: [{ traceID: "1", spanID: "3", tags, processID: "constructor" }], processes }]);
    const { table } = readText(text);
    expect(plainSpans(table)[0]).toMatchObject({ tags: ["__proto__=x", "constructor=y"], service: "" });
  });
});

describe("a span of OpenTelemetry", () => {
  const span = {
    traceId: "00000000000000000000000000000001",
    spanId: "0000000000000002",
    parentSpanId: "0000000000000000",
    traceState: "a=b",
    name: "GET /",
    kind: 2,
    startTimeUnixNano: "1485449191639875001",
    endTimeUnixNano: "1485449191639975003",
    attributes: [
      { key: "http.status_code", value: { intValue: "200" } },
      { key: "n", value: { intValue: 7 } },
      { key: "ratio", value: { doubleValue: 0.5 } },
      { key: "ok", value: { boolValue: false } },
      { key: "bytes", value: { bytesValue: "AAEC" } },
      { key: "list", value: { arrayValue: { values: [{ stringValue: "a" }, { intValue: "2" }, { doubleValue: 3 }, {}] } } },
      { key: "map", value: { kvlistValue: { values: [{ key: "__proto__", value: { boolValue: true } }] } } },
      { key: "@jaeger@warnings", value: { arrayValue: { values: [{ stringValue: "late" }, { stringValue: "late" }] } } },
    ],
    events: [{ timeUnixNano: "1485449191639875999", name: "x", attributes: [{ key: "k", value: { stringValue: "v" } }] }],
    links: [
      { traceId: "ff", spanId: "ee", attributes: [{ key: "opentracing.ref_type", value: { stringValue: "follows_from" } }] },
    ],
    droppedEventsCount: 3,
    status: { code: 2, message: "boom" },
  };
  const resource = {
    attributes: [
      { key: "service.name", value: { stringValue: "frontend" } },
      { key: "host.name", value: { stringValue: "h1" } },
    ],
  };
  const scope = { name: "lib", version: "2" };
  const expected = {
    ...bare,
    traceId: "00000000000000000000000000000001",
    spanId: "0000000000000002",
    service: "frontend",
    operation: "GET /",
    kind: "server",
    start: "1485449191639875001",
    duration: 100_002,
    flags: "error warnings events links",
    tags: [
      "http.status_code=200 (int)",
      "n=7 (int)",
      "ratio=0.5 (double)",
      "ok=false (bool)",
      "bytes=AAEC (binary)",
      'list=["a",2,3.0,null] (json)',
      'map={"__proto__":true} (json)',
      "w3c.tracestate=a=b",
    ],
    process: ["host.name=h1"],
    events: [{ at: "1485449191639875999", name: "x", tags: ["k=v"] }],
    links: [{ to: "ff/ee", kind: "follows from", tags: [] }],
    statusMessage: "boom",
    scope: "lib 2",
    warnings: "late\nThe tracer left out 3 events.",
  };
  const whole = { resourceSpans: [{ resource, scopeSpans: [{ scope, spans: [span] }] }] };
  const snake = JSON.parse(
    JSON.stringify(whole).replaceAll(
      /"([a-z]+[A-Z]\w*)":/g,
      (_, name: string) => `"${name.replaceAll(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`)}":`,
    ),
  ) as unknown;

  test.each([
    { name: "in a file of a collector", value: whole },
    { name: "in an answer", value: { result: whole } },
    {
      name: "with the resource and the scope behind",
      value: { resourceSpans: [{ scopeSpans: [{ spans: [span], scope }], resource }] },
    },
    { name: "in the spelling with underscores", value: snake },
    { name: "in a list of traces", value: { traces: [whole] } },
    { name: "in a trace that is wrapped", value: { trace: whole } },
    {
      name: "under its older names",
      value: { batches: [{ resource, instrumentationLibrarySpans: [{ instrumentationLibrary: scope, spans: [span] }] }] },
    },
  ])("is read $name", ({ value }) => {
    const { table, problems, isCut } = readText(JSON.stringify(value));
    expect({ spans: plainSpans(table), format: table.format, problems, isCut }).toEqual({
      spans: [expected],
      format: "otlp",
      problems: [],
      isCut: false,
    });
  });

  test("comes in answers one behind the other, with or without lines", () => {
    const other = { resourceSpans: [{ resource, scopeSpans: [{ spans: [{ ...span, spanId: "9" }] }] }] };
    for (const between of ["", "\n"]) {
      const { table } = readText([whole, other].map((result) => JSON.stringify({ result })).join(between));
      expect(plainSpans(table).map(({ spanId, scope }) => [spanId, scope])).toEqual([
        ["0000000000000002", "lib 2"],
        ["9", ""],
      ]);
    }
  });

  test("may be written with names for numbers, numbers for texts, and ids in base64", () => {
    const odd = {
      traceId: "AAAAAAAAAAAAAAAAAAAAAQ==",
      spanId: "AAAAAAAAAAI=",
      name: "x",
      kind: "SPAN_KIND_PRODUCER",
      startTimeUnixNano: 1485449191639875000,
      status: { code: "STATUS_CODE_ERROR" },
    };
    const { table } = readText(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [odd] }] }] }));
    expect(plainSpans(table)).toEqual([
      {
        ...bare,
        traceId: "00000000000000000000000000000001",
        spanId: "0000000000000002",
        service: "",
        operation: "x",
        kind: "producer",
        start: "1485449191639875072",
        duration: Number.NaN,
        flags: "error unfinished",
      },
    ]);
  });
});

describe("a span of Zipkin", () => {
  const span = {
    traceId: "5982fe77008310cc80f1da5e10147517",
    id: "bd7a977555f6b982",
    parentId: "ebf33e1a81dc6f71",
    name: "get",
    kind: "CLIENT",
    timestamp: 1458702548467000,
    duration: 386000,
    localEndpoint: { serviceName: "frontend", ipv4: "127.0.0.1", port: 8080 },
    remoteEndpoint: { serviceName: "backend", port: 0 },
    annotations: [{ timestamp: 1458702548478000, value: "foo" }],
    tags: { "http.path": "/api", error: "" },
  };
  const expected = {
    ...bare,
    traceId: "5982fe77008310cc80f1da5e10147517",
    spanId: "bd7a977555f6b982",
    parentId: "ebf33e1a81dc6f71",
    service: "frontend",
    operation: "get",
    kind: "client",
    start: "1458702548467000000",
    duration: 386_000_000,
    flags: "error events",
    tags: ["http.path=/api", "error=", "peer.service=backend"],
    process: ["ipv4=127.0.0.1", "port=8080 (int)"],
    events: [{ at: "1458702548478000000", name: "foo", tags: [] }],
  };
  const half = { ...span, kind: "SERVER", shared: true, timestamp: undefined, duration: undefined };

  test.each([
    { name: "a trace", text: JSON.stringify([span, half]) },
    { name: "traces", text: JSON.stringify([[span, half], []]) },
    { name: "a file of lines", text: [span, half].map((line) => JSON.stringify(line)).join("\n") },
  ])("is read out of $name, and its other half with it", ({ text }) => {
    const { table, problems } = readText(text);
    const halfRead = {
      kind: "server",
      isSharedHalf: true,
      start: "untold",
      duration: Number.NaN,
      flags: "error events unfinished",
    };
    expect({ spans: plainSpans(table), format: table.format, problems }).toEqual({
      spans: [expected, { ...expected, ...halfRead }],
      format: "zipkin",
      problems: [],
    });
  });

  test("of 16 digits belongs to the trace of 32 that ends with them", () => {
    const { table } = readText(JSON.stringify([{ ...span, traceId: "80f1da5e10147517" }, span]));
    expect(tracesIn(table).map(({ traceId, rows }) => [traceId, [...rows]])).toEqual([[span.traceId, [0, 1]]]);
  });
});

describe("the same traces", () => {
  const traces = generateTraces(3, { seed: 5, spans: 60, skew: 20, orphans: 2, errors: 0.2, repeated: 1 });
  const told = (json: string) =>
    plainSpans(readText(json).table)
      .map(({ traceId, spanId, parentId, service, start, duration, kind }) => ({
        traceId,
        spanId,
        parentId,
        service,
        start,
        duration,
        kind,
      }))
      .sort((a, b) => (a.spanId < b.spanId ? -1 : 1));

  test("say the same in the forms of Jaeger, OpenTelemetry and Zipkin", () => {
    const jaeger = told(jaegerJson(traces));
    expect(jaeger).toHaveLength(180);
    expect(told(otlpJson(traces))).toEqual(jaeger);
    // Zipkin has no kind for work inside of a service.
    const withoutInternal = jaeger.map((span) => (span.kind === "internal" ? { ...span, kind: "unset" } : span));
    expect(told(zipkinJson(traces))).toEqual(withoutInternal);
  });

  test.each([1, 2, 3, 7, 61, 4096])("are read the same in pieces of %i bytes", (pieceLength) => {
    for (const json of [jaegerJson(traces), `\uFEFF${otlpJson(traces)}`, zipkinJson(traces)]) {
      expect(plainSpans(readText(json, pieceLength).table)).toEqual(plainSpans(readText(json).table));
    }
  });
});

test("signs of several bytes and escapes may be cut anywhere", () => {
  const name = 'naïve 語 🦆 \\ " \u2028';
  const text = JSON.stringify([
    { spans: [{ traceID: "1", spanID: "2", operationName: name, processID: "\\" }], processes: { "\\": { serviceName: name } } },
  ]);
  for (let length = 1; length < 40; length++) {
    expect(plainSpans(readText(text, length).table)[0]).toMatchObject({ operation: name, service: name });
  }
});

describe("a text that breaks off", () => {
  const text = jaegerJson([generateTrace({ seed: 1, spans: 20 })]);

  test("gives the spans before that, and says where", () => {
    const cut = text.slice(0, text.indexOf('"processes"') - 300);
    const { table, problems, isCut } = readText(cut);
    expect(isCut).toBe(true);
    expect(table.count).toBe(19);
    expect(problems).toEqual([
      { say: "The part of the text that tells which service a span is of is missing.", times: expect.any(Number) },
      { say: `The text breaks off: it ends at byte ${cut.length}, in the middle. The 19 spans before that are here.`, times: 1 },
    ]);
  });

  test("is never taken for a whole one, wherever it ends", () => {
    for (let length = 1; length < text.trimEnd().length; length += 37) {
      let isCut = true;
      try {
        isCut = readText(text.slice(0, length)).isCut;
      } catch {
        // So little of it that it is no trace at all.
      }
      expect(isCut, `at ${length}`).toBe(true);
    }
  });

  test("by a mistake says what stands there", () => {
    const cut = `${text.slice(0, text.indexOf('"processes"'))}oops`;
    const { problems, isCut, table } = readText(cut);
    expect({ isCut, spans: table.count }).toEqual({ isCut: true, spans: 20 });
    expect(problems.at(-1)?.say).toBe(
      `The text breaks off: at byte ${cut.length - 4} stands \`o\` where a name in quotes belongs. The 20 spans before that are here.`,
    );
  });
});

describe("times in a wrong unit", () => {
  const span = (start: number, duration: number) =>
    JSON.stringify([{ spans: [{ traceID: "1", spanID: "2", startTime: start, duration }] }]);
  test.each([
    { unit: "milliseconds", start: 1795234590123, duration: 4, ns: 4_000_000 },
    { unit: "nanoseconds", start: 1795234590123000000, duration: 4_200, ns: 4_200 },
    { unit: "seconds", start: 1795234590, duration: 2, ns: 2_000_000_000 },
  ])("are read in $unit, which is told", ({ unit, start, duration, ns }) => {
    const { table, problems } = readText(span(start, duration));
    expect(plainSpans(table)[0]?.duration).toBe(ns);
    expect(plainSpans(table)[0]?.start.slice(0, 10)).toBe("1795234590");
    expect(problems[0]?.say).toContain(`Times are written in ${unit} where microseconds belong; they were read as ${unit}.`);
  });

  test("are not seen in hand-made ones soon after 1970", () => {
    const { table } = readText(span(1_000_000, 5));
    expect(plainSpans(table)[0]).toMatchObject({ start: "1000000000", duration: 5000 });
  });
});

test("a span of 1970 at the head does not cost the others their nanoseconds", () => {
  const spans = ["5", "1485449191639875001"].map((startTimeUnixNano, id) => ({
    traceId: "1",
    spanId: `${id}a`,
    startTimeUnixNano,
  }));
  const { table } = readText(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
  expect(plainSpans(table)[1]?.start).toBe("1485449191639875001");
});

test("a span that comes twice, word for word, counts once; one with the same id that says something else counts too", () => {
  const span = { traceId: "1", spanId: "2", name: "x", attributes: [{ key: "a", value: { intValue: "1" } }] };
  const of = (spans: unknown[]) => ({
    resource: { attributes: [{ key: "service.name", value: { stringValue: "s" } }] },
    scopeSpans: [{ spans }],
  });
  const { table, problems } = readText(JSON.stringify({ resourceSpans: [of([span]), of([span]), of([{ ...span, name: "y" }])] }));
  expect(tracesIn(table).map(({ rows }) => [...rows])).toEqual([[0, 2]]);
  expect(problems).toEqual([{ say: "A span came twice, word for word; it is shown once.", times: 1 }]);
});

describe("what is no trace", () => {
  const readHere = "Traces are read as JSON: of Jaeger, of OpenTelemetry (OTLP), or of Zipkin.";
  test.each([
    { found: "empty", text: "" },
    { found: "empty", text: " \n" },
    { found: "an HTML page", text: "<!DOCTYPE html><html></html>" },
    { found: "XML or HTML", text: "<?xml version='1.0'?>" },
    { found: "a page of metrics", text: "# HELP up x\n" },
    { found: "text that begins with “receivers: otlp: {}”", text: "receivers:\n otlp: {}" },
    { found: "a ZIP archive", text: "PK\u0003\u0004" },
    { found: "an answer of a Prometheus or a Loki", text: '{"status":"success","data":{"resultType":"vector","result":[]}}' },
    { found: "a dashboard", text: '{"panels":[],"schemaVersion":39}' },
    { found: "JSON of another kind (it has “version”, “name”)", text: '{"name":"x","version":"1"}' },
    { found: "JSON of another kind (it has “string”)", text: '["a","b"]' },
  ])("is named: $found", ({ found, text }) => {
    expect(() => readText(text)).toThrow(`This is ${found}, and no traces are in it. ${readHere}`);
  });

  test("is a server's error, which is told", () => {
    expect(() => readText('{"data":null,"errors":[{"code":404,"msg":"trace not found"}]}')).toThrow(
      "This is an error that a server answered with, and no traces: trace not found",
    );
  });

  test.each(['{"data":[]}', '{"data":null,"errors":null}', "[]", "{}", '{"result":{}}', '{"resourceSpans":[]}', "[[]]"])(
    "is not an answer without any: %s",
    (text) => {
      expect(readText(text)).toMatchObject({ table: { count: 0 }, problems: [], isCut: false });
    },
  );
});

describe("broken traces are read without harm", () => {
  test.each(brokenTraces.filter(({ spans }) => spans !== undefined))("$name", ({ text, spans, format, isCut }) => {
    const { table, ...outcome } = readText(text(), 1000);
    const count = tracesIn(table).reduce((sum, { rows }) => sum + rows.length, 0);
    expect({ spans: count, format: table.format, isCut: outcome.isCut }).toEqual({ spans, format, isCut: isCut ?? false });
  });

  test.each(brokenTraces.filter(({ spans }) => spans === undefined))("$name, and refused", ({ text }) => {
    expect(() => readText(text())).toThrow(expect.objectContaining({ failure: expect.objectContaining({ kind: "bad-file" }) }));
  });
});

test("more spans than fit into memory are left out, which is told", () => {
  const bytes = new TextEncoder().encode(jaegerJson([generateTrace({ seed: 1, spans: 200 })]));
  const reading = createTraceReading({ mostBytes: 20_000 });
  for (let at = 0; at < bytes.length; at += 5000) reading.push(bytes.slice(at, at + 5000));
  const { table, isCut, problems } = reading.end();
  expect(isCut).toBe(true);
  expect(table.count).toBeLessThan(200);
  expect(problems).toContainEqual({
    say: `Only the first ${table.count} spans were read: more do not fit into memory.`,
    times: 1,
  });
});
