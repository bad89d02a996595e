// The fake Jaeger answers as the recorded real ones did: the same statuses, kinds, shapes and refusals.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FakeJaeger, type FakeJaegerOptions, startFakeJaeger } from "../../../../support/traces/fake-jaeger";
import { generatedStartMs } from "../../../../support/traces/generator";
import { type RecordedServer, recordedAnswer, shapeOf } from "../../../../support/traces/recorded";
import { askFor, jaegerV1Requests, jaegerV3Requests, tracesToAskFor } from "../../../../support/traces/requests";

const traces = tracesToAskFor(generatedStartMs);

const versions: { server: RecordedServer; options: FakeJaegerOptions }[] = [
  { server: "jaeger-1.76", options: { api: "v3-old", isVersion1: true } },
  { server: "jaeger-2.13", options: { api: "v3-old" } },
  { server: "jaeger-2026.08", options: { api: "v3" } },
];

describe.each(versions)("the fake like $server", ({ server, options }) => {
  let fake: FakeJaeger;
  beforeAll(async () => {
    fake = await startFakeJaeger(options);
    fake.push(traces);
  });
  afterAll(() => fake.close());

  const requests = [...jaegerV3Requests(traces), ...jaegerV1Requests(traces)];
  test.each(requests)("answers $name", async (request) => {
    expect(shapeOf(await askFor(fake.url, request))).toEqual(shapeOf(recordedAnswer(server, request.name)));
  });
});
