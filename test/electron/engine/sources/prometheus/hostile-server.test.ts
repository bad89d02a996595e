// Servers that answer what no Prometheus would: each answer fails with a sentence or is taken for what it is worth; none
// hangs, and none ends the engine.
import type { RequestListener } from "node:http";
import type { Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { connectPrometheus } from "../../../../../electron/engine/sources/prometheus/index";
import { connectionTo } from "../../../../support/connections";
import { createFakeClock } from "../../../../support/fake-clock";
import { startHttp, startTcp } from "../../../../support/misbehaving-server";

const never = new AbortController().signal;
const started: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((it) => it.stop()));
});

async function sourceAt(server: { url: string; stop(): Promise<void> }, clock = createFakeClock()) {
  const source = await connectPrometheus({ connection: connectionTo(server.url), readSecret: async () => undefined, clock });
  started.push(server, { stop: () => source.close({ breakOff: true }) });
  return source;
}

const answering = async (body: string, contentType = "application/json") =>
  sourceAt(await startHttp((_, response) => response.setHeader("content-type", contentType).end(body)));

const sayOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    (answer) => `answered ${JSON.stringify(answer)}`,
    (error: AppError) => error.failure?.say ?? `a bug: ${error}`,
  );

const vector = (...elements: string[]) => `{"status":"success","data":{"resultType":"vector","result":[${elements.join(",")}]}}`;
const matrix = (...elements: string[]) => `{"status":"success","data":{"resultType":"matrix","result":[${elements.join(",")}]}}`;
const element = (metric: string, value = '[1,"1"]') => `{"metric":${metric},"value":${value}}`;

const otherShape = "Test server answered in a shape that Prometheus's API does not have.";
const broken = "Test server answered with JSON that is broken or cut off (200).";
const notSent = (what: string) => `The answer holds ${what}: it is not what Prometheus's API sends.`;

test.each([
  { name: "nothing at all", body: "", say: broken },
  { name: "half an answer", body: vector().slice(0, 40), say: broken },
  { name: "null", body: "null", say: / is not a Prometheus: it answered JSON of another kind \(200\)\.$/ },
  { name: "a list", body: "[]", say: / is not a Prometheus: it answered JSON of another kind \(200\)\.$/ },
  { name: "brackets a million deep", body: "[".repeat(1_000_000), say: broken },
  {
    name: "data a hundred thousand levels deep",
    body: `{"status":"success","data":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    say: otherShape,
  },
  { name: "no data", body: '{"status":"success"}', say: otherShape },
  { name: "an unknown type of result", body: '{"status":"success","data":{"resultType":"graph","result":[]}}', say: otherShape },
  { name: "a label that is a number", body: vector(element('{"a":1}')), say: notSent("a label that is not text") },
  { name: "a metric that is a list", body: vector(element('["a"]')), say: otherShape },
  { name: "a value without quotes", body: vector(element("{}", "[1,1]")), say: notSent("a point that is not a time and a text") },
  { name: "a value in words", body: vector(element("{}", '[1,"many"]')), say: notSent("a value that is not a number") },
  { name: "an empty value", body: vector(element("{}", '[1," "]')), say: notSent("a value that is not a number") },
  { name: "a time in quotes", body: vector(element("{}", '["1","1"]')), say: notSent("a point that is not a time and a text") },
  { name: "a time beyond all clocks", body: vector(element("{}", '[1e300,"1"]')), say: notSent("a time that no clock shows") },
])("an instant query answered with $name fails in words", async ({ body, say }) => {
  const source = await answering(body);
  const said = await sayOf(source.instant({ expr: "x", signal: never }));
  if (typeof say === "string") expect(said).toBe(say);
  else expect(said).toMatch(say);
});

test.each([
  { name: "points out of order", points: '[[2,"1"],[1,"1"]]' },
  { name: "a point twice", points: '[[1,"1"],[1,"2"]]' },
])("a range query answered with $name fails in words", async ({ points }) => {
  const source = await answering(matrix(`{"metric":{},"values":${points}}`));
  const said = await sayOf(source.range({ expr: "x", start: 0, end: 1, step: 1, signal: never }));
  expect(said).toBe(notSent("points that are not in the order of time"));
});

test("numbers that JavaScript writes otherwise, and labels with names of its own, arrive as they are", async () => {
  const names = ["constructor", "toString", "hasOwnProperty", ""];
  const labels = names.map((name) => `{"${name}":"x"}`);
  const values = ["NaN", "+Inf", "-Inf", "1e999"].map((value) => `[1,"${value}"]`);
  const source = await answering(vector(...labels.map((metric, index) => element(metric, values[index]))));
  const { result } = await source.instant({ expr: "x", signal: never });
  expect(result).toEqual({
    kind: "vector",
    labels: names.map((name) => Object.fromEntries([[name, "x"]])),
    times: Float64Array.of(1000, 1000, 1000, 1000),
    values: Float64Array.of(Number.NaN, Infinity, -Infinity, Infinity),
  });
});

test("the label __proto__ is left out with a word, and changes no object", async () => {
  const source = await answering(vector(element('{"__proto__":"x","a":"b"}')));
  const { result, warnings } = await source.instant({ expr: "x", signal: never });
  expect(result.kind === "vector" && result.labels).toEqual([{ a: "b" }]);
  expect(warnings).toEqual(["Left out: the label __proto__ of 1 series; that name is not safe to handle."]);
  expect(({} as { x?: string }).x).toBeUndefined();
});

test("a hundred thousand series arrive", async () => {
  const source = await answering(vector(...Array.from({ length: 100_000 }, (_, index) => element(`{"i":"${index}"}`))));
  const { result } = await source.instant({ expr: "x", signal: never });
  expect(result.kind === "vector" && result.values.length).toBe(100_000);
});

test("a million series are more than is read, and the sentence says what to do", async () => {
  const one = `${element('{"i":"0123456789"}')},`;
  const source = await sourceAt(
    await startHttp((_, response) => {
      response.setHeader("content-type", "application/json");
      response.write(vector().replace("]}}", ""));
      for (let times = 0; times < 100; times++) response.write(one.repeat(10_000));
      response.end("]}}");
    }),
  );
  expect(await sayOf(source.instant({ expr: "x", signal: never }))).toBe(
    "The answer of Test server is larger than 16 MiB; ask for fewer series, a shorter time or a larger step.",
  );
});

test.each<{ name: string; answer: RequestListener; say: RegExp }>([
  {
    name: "204, without content",
    answer: (_, response) => response.writeHead(204).end(),
    say: /^127\.0\.0\.1:\d+ is not a Prometheus: it answered nothing \(204\)\.$/,
  },
  {
    name: "another content type",
    answer: (_, response) => response.setHeader("content-type", "text/plain").end(vector()),
    say: /^127\.0\.0\.1:\d+ is not a Prometheus: it answered “\{"status".*” \(200\)\.$/,
  },
  {
    name: "a packing that is none",
    answer: (_, response) =>
      response.writeHead(200, { "content-encoding": "gzip", "content-type": "application/json" }).end("no"),
    say: /^Test server sent an answer that cannot be unpacked \(Z_DATA_ERROR\)\.$/,
  },
  {
    name: "a status from beyond",
    answer: (_, response) => response.writeHead(999, { "content-type": "application/json" }).end(vector()),
    say: /\(999\)/,
  },
])("$name fails in words", async ({ answer, say }) => {
  const source = await sourceAt(await startHttp(answer));
  expect(await sayOf(source.instant({ expr: "x", signal: never }))).toMatch(say);
});

test("HTTP/1.0 without a length is an answer", async () => {
  const answer = `HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n${vector(element("{}"))}`;
  const source = await sourceAt(await startTcp((socket) => socket.once("data", () => socket.end(answer))));
  expect(await source.instant({ expr: "x", signal: never })).toMatchObject({ result: { kind: "vector" } });
});

test.each<{ name: string; drip: (socket: Socket) => void }>([
  { name: "its body", drip: (socket) => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{`) },
  { name: "its headers", drip: (socket) => socket.write("HTTP/1.1 200 OK\r\nX-Slow: ") },
])("a server that drips $name byte by byte is given up at the deadline", async ({ drip }) => {
  const clock = createFakeClock();
  let onDripped = () => {};
  const dripped = new Promise<void>((resolve) => {
    onDripped = resolve;
  });
  const server = await startTcp((socket) =>
    socket.once("data", () => {
      drip(socket);
      for (let byte = 0; byte < 5; byte++) socket.write("x");
      onDripped();
    }),
  );
  const source = await sourceAt(server, clock);
  const said = sayOf(source.instant({ expr: "x", deadline: 5000, signal: never }));
  await dripped;
  await clock.advance(5000);
  expect(await said).toBe("Test server did not answer within 5 s.");
});
