// The recorded answers against real servers: they must have kept their shapes. With RECORD_TRACES=1 they are recorded anew.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../support/eventually";
import { chooseSeed, createRandom } from "../support/random-numbers";
import { findJaeger, findZipkin, neededForJaeger, neededForZipkin, startRealJaeger } from "../support/real-traces";
import { suite } from "../support/suite";
import { pushOtlp, pushZipkin } from "../support/traces/push";
import { type RecordedAnswer, type RecordedServer, recordedAnswer, recordedPath, shapeOf } from "../support/traces/recorded";
import { askFor, jaegerV1Requests, jaegerV3Requests, tracesToAskFor, zipkinRequests } from "../support/traces/requests";
import { hex } from "../support/traces/span-words";

const isRecording = process.env.RECORD_TRACES === "1";
const jaeger = findJaeger();
const zipkin = findZipkin();
const random = createRandom(isRecording ? chooseSeed() : Date.now());
const traces = tracesToAskFor(Date.now() - 30_000, isRecording ? [] : [hex(random, 32), hex(random, 32)]);

function write(server: RecordedServer, answers: readonly RecordedAnswer[]): void {
  mkdirSync(dirname(recordedPath(server)), { recursive: true });
  const lines = answers.map((recorded) => JSON.stringify(shorter(recorded, answers)));
  writeFileSync(recordedPath(server), `[\n${lines.join(",\n")}\n]\n`);
}

/** Whole traces are long: one answer of each shape is enough. */
function shorter({ request, answer }: RecordedAnswer, answers: readonly RecordedAnswer[]): RecordedAnswer {
  const shape = JSON.stringify(answer && shapeOf(answer));
  const first = answers.find((other) => other.answer && JSON.stringify(shapeOf(other.answer)) === shape)?.request.name;
  return shape.length < 1000 || first === request.name || first === undefined
    ? { request, ...(answer && { answer }) }
    : { request, like: first };
}

/** Which of the recorded ones it is like. */
async function recordedLike(url: string): Promise<RecordedServer> {
  const services = await askFor(url, { name: "", path: "/api/services" });
  if (services.status === 404) return "jaeger-2026.08";
  const archive = await askFor(url, { name: "", path: "/api/archive/1" });
  return archive.status === 405 ? "jaeger-1.76" : "jaeger-2.13";
}

suite("what was recorded of Jaeger", jaeger ? [] : [neededForJaeger], () => {
  const requests = [...jaegerV3Requests(traces), ...jaegerV1Requests(traces)];
  let server: Awaited<ReturnType<typeof startRealJaeger>>;
  let like: RecordedServer;
  const answers: RecordedAnswer[] = [];
  beforeAll(async () => {
    server = await startRealJaeger(jaeger ?? { program: "jaeger" });
    like = await recordedLike(server.url);
    await pushOtlp(server.otlpUrl, traces);
    await eventually(async () => {
      const last = traces.at(-1)?.traceId ?? "";
      return (await askFor(server.url, { name: "", path: `/api/v3/traces/${last}` })).status === 200 || undefined;
    }, "the traces are there");
  });
  afterAll(async () => {
    if (isRecording) write(like, answers);
    await server?.stop();
  });

  test.each(requests)("$name is still answered like that", async (request) => {
    const answer = await askFor(server.url, request);
    answers.push({ request, answer });
    if (isRecording) return;
    expect(shapeOf(answer)).toEqual(shapeOf(recordedAnswer(like, request.name)));
  });
});

suite("what was recorded of Zipkin", zipkin === undefined ? [neededForZipkin] : [], () => {
  const url = zipkin ?? "";
  const answers: RecordedAnswer[] = [];
  beforeAll(() => pushZipkin(url, traces));
  afterAll(() => {
    if (isRecording) write("zipkin-3.5", answers);
  });

  test.each(zipkinRequests(traces))("$name is still answered like that", async (request) => {
    const answer = await askFor(url, request);
    answers.push({ request, answer });
    if (isRecording) return;
    expect(shapeOf(answer)).toEqual(shapeOf(recordedAnswer("zipkin-3.5", request.name)));
  });
});
