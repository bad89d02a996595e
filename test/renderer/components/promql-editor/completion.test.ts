import { expect, test } from "vitest";
import { createCompletionClient } from "../../../../renderer/components/promql-editor/completion";

type Options = Parameters<typeof createCompletionClient>[0];

/** An engine that answers from a table and remembers what it was asked. */
function engineWith(answers: Record<string, unknown>) {
  const asked: { name: string; input: unknown }[] = [];
  const ask = (async (name: string, input: unknown) => {
    asked.push({ name, input });
    if (!(name in answers)) throw new Error(`no answer for ${name}`);
    return answers[name];
  }) as Options["ask"];
  return { ask, asked };
}

test("what was asked once is not asked again within a minute", async () => {
  let now = 0;
  const { ask, asked } = engineWith({ "query.labelValues": { values: ["a"], truncated: false } });
  const client = createCompletionClient({ ask, source: "c1", now: () => now });
  await client.labelValues("job", "up");
  await client.labelValues("job", "up");
  now = 60_000;
  await client.labelValues("job", "up");
  expect(asked).toEqual(
    Array(2).fill({ name: "query.labelValues", input: { source: "c1", label: "job", metric: "up", limit: 10_000 } }),
  );
});

test("a question that fails offers nothing, and is asked again", async () => {
  const { ask, asked } = engineWith({});
  const client = createCompletionClient({ ask, source: "local", now: () => 0 });
  expect(await client.metricNames()).toEqual([]);
  expect(await client.metricNames()).toEqual([]);
  expect(asked).toHaveLength(2);
});

test("no metric is found in the metadata under the name of something that every object has", async () => {
  const { ask } = engineWith({ "query.metadata": { metrics: { up: { type: "gauge", help: "Whether it answers." } } } });
  const metadata = await createCompletionClient({ ask, source: "local", now: () => 0 }).metricMetadata();
  expect([metadata.up, metadata.constructor, metadata.toString]).toEqual([
    [{ type: "gauge", help: "Whether it answers." }],
    undefined,
    undefined,
  ]);
});
