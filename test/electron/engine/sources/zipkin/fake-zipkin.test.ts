// The fake Zipkin answers as the recorded real one did: the same statuses, kinds, shapes and refusals.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeZipkin, startFakeZipkin } from "../../../../support/traces/fake-zipkin";
import { generatedStartMs } from "../../../../support/traces/generator";
import { recordedAnswer, shapeOf } from "../../../../support/traces/recorded";
import { askFor, tracesToAskFor, zipkinRequests } from "../../../../support/traces/requests";

const traces = tracesToAskFor(generatedStartMs);
let fake: FakeZipkin;
beforeAll(async () => {
  fake = await startFakeZipkin();
  fake.push(traces);
});
afterAll(() => fake.close());

test.each(zipkinRequests(traces))("the fake Zipkin answers $name", async (request) => {
  expect(shapeOf(await askFor(fake.url, request))).toEqual(shapeOf(recordedAnswer("zipkin-3.5", request.name)));
});
