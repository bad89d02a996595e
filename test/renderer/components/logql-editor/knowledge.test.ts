import { expect, test } from "vitest";
import { createLogKnowledge } from "../../../../renderer/components/logql-editor/knowledge";

type Options = Parameters<typeof createLogKnowledge>[0];

/** An engine that notes what it is asked, and answers when the test says so. */
function engine() {
  const questions: { name: string; input: unknown; signal: AbortSignal; answer(value: unknown): void; fail(): void }[] = [];
  const ask = ((name: string, input: unknown, { signal }: { signal: AbortSignal }) =>
    new Promise((resolve, reject) => {
      questions.push({ name, input, signal, answer: resolve, fail: () => reject(new Error("no")) });
      signal.addEventListener("abort", () => reject(new Error("cancelled")));
    })) as Options["ask"];
  return { ask, questions };
}

function knowledgeOf(now = () => 0) {
  const { ask, questions } = engine();
  const knowledge = createLogKnowledge({ ask, source: "c1", span: () => ({ startNs: "1", endNs: "2" }), now });
  return { knowledge, questions };
}

test("what was asked once is not asked again within a minute", async () => {
  let now = 0;
  const { knowledge, questions } = knowledgeOf(() => now);
  const first = knowledge.labelNames('{a="b"}');
  const second = knowledge.labelNames('{a="b"}');
  questions[0]?.answer({ names: ["app"] });
  expect([await first, await second]).toEqual([["app"], ["app"]]);
  now = 59_999;
  await knowledge.labelNames('{a="b"}');
  expect(questions.map(({ name, input }) => ({ name, input }))).toEqual([
    { name: "logs.labelNames", input: { source: "c1", selector: '{a="b"}', startNs: "1", endNs: "2" } },
  ]);
  now = 60_000;
  void knowledge.labelNames('{a="b"}');
  expect(questions).toHaveLength(2);
});

test("one question is under way at a time: the next cancels it, and it offers nothing", async () => {
  const { knowledge, questions } = knowledgeOf();
  const first = knowledge.labelValues("app");
  const second = knowledge.labelValues("app", '{a="b"}');
  expect(questions.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  questions[1]?.answer({ values: ["x"], truncated: true });
  expect([await first, await second]).toEqual([
    { values: [], truncated: false },
    { values: ["x"], truncated: true },
  ]);
});

test("a question that fails offers nothing, and is asked again", async () => {
  const { knowledge, questions } = knowledgeOf();
  const first = knowledge.fields('{a="b"} | json');
  questions[0]?.fail();
  expect(await first).toEqual([]);
  void knowledge.fields('{a="b"} | json');
  expect(questions).toHaveLength(2);
});

test("no more than two hundred answers are kept", async () => {
  const { knowledge, questions } = knowledgeOf();
  for (let index = 0; index <= 200; index++) {
    const names = knowledge.labelNames(`{a="${index}"}`);
    questions[index]?.answer({ names: [] });
    await names;
  }
  void knowledge.labelNames('{a="200"}');
  expect(questions).toHaveLength(201);
  void knowledge.labelNames('{a="0"}');
  expect(questions).toHaveLength(202);
});
