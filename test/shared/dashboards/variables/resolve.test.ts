// biome-ignore-all lint/suspicious/noTemplateCurlyInString: dashboards name their variables so
import { expect, test } from "vitest";
import type { Chosen, Variable } from "#shared/dashboards/variable";
import { type ResolveInput, resolveVariables, type VariableAsker } from "#shared/dashboards/variables/resolve";
import { AppError } from "#shared/model/failure";
import { chosen, scopeWith, variable } from "../../../support/dashboard-scope";

/** Answers from a table of `label matcher` to values, and keeps what it was asked. */
function createAsker(answers: Record<string, readonly string[]> = {}) {
  const asked: string[] = [];
  const answer = async (question: string): Promise<string[]> => {
    asked.push(question);
    const found = answers[question];
    if (!found) throw new AppError({ kind: "unreachable", say: `Nobody answers ${question}.`, retry: true });
    return [...found];
  };
  const asker: VariableAsker = {
    labelValues: (source, label, matcher) => answer([source, label, matcher].filter((part) => part !== undefined).join(" ")),
    labelNames: (source) => answer(`${source} names`),
    metrics: (source) => answer(`${source} metrics`),
    async instant(source, expr, timeMs) {
      const hosts = await answer(`${source} ${expr} at ${timeMs}`);
      const one = Float64Array.from(hosts, () => 1);
      return { kind: "vector", labels: hosts.map((host) => ({ __name__: "up", host })), times: one, values: one };
    },
    sources: (kind) =>
      kind === "prometheus"
        ? [
            { id: "local", name: "this host" },
            { id: "c1", name: "Prod" },
            { id: "c2", name: "Staging" },
          ]
        : [],
  };
  return { asker, asked };
}

const signal = { aborted: false };
const { range, rawRange, timeZone, dashboard } = scopeWith({});

async function resolve(variables: Variable[], asker: VariableAsker, more: Partial<ResolveInput> = {}) {
  const given = new Map<string, Chosen>();
  const context = { range, rawRange, timeZone, dashboard, defaultSource: "c1" };
  const resolved = await resolveVariables({ variables, given, asker, signal, ...context, ...more });
  const values = Object.fromEntries([...resolved.variables].map(([name, { chosen }]) => [name, chosen.values.join("+")]));
  return { ...resolved, values };
}

const query = (name: string, text: string, more = {}) => variable({ kind: "query", name, query: text, ...more });

const chain = [
  query("node", 'label_values(up{job="$job"}, instance)'),
  query("job", "label_values(up, job)", { source: "${source}" }),
  variable({ kind: "datasource", name: "source", current: chosen("c2") }),
];
const chainAnswers = {
  "c2 job up": ["x", "y"],
  'c1 instance up{job="x"}': ["x1", "x2"],
  'c1 instance up{job="y"}': ["y1"],
};

test("variables are asked in the order in which they need each other", async () => {
  const { asker, asked } = createAsker(chainAnswers);
  expect((await resolve(chain, asker)).values).toEqual({ node: "x1", job: "x", source: "c2" });
  expect(asked).toEqual(["c2 job up", 'c1 instance up{job="x"}']);
});

test("after a change only what needs it is asked, and keeps what is still there", async () => {
  const { asker, asked } = createAsker(chainAnswers);
  const before = await resolve(chain, asker, { given: new Map([["node", chosen("x2")]]) });
  asked.length = 0;
  const after = await resolve(chain, asker, {
    previous: before.variables,
    changed: "job",
    given: new Map([
      ["job", chosen("y")],
      ["node", chosen("x2")],
    ]),
  });
  expect(after.values).toEqual({ node: "y1", job: "y", source: "c2" });
  expect(asked).toEqual(['c1 instance up{job="y"}']);
});

test("a new range asks only what goes by the range, and what needs that", async () => {
  const { asker, asked } = createAsker({ "c1 a": ["1"], "c1 b": ["2"], 'c1 c x{b="2"}': ["3"] });
  const variables = [
    query("a", "label_values(a)"),
    query("b", "label_values(b)", { refresh: "time" }),
    query("c", 'label_values(x{b="$b"}, c)'),
  ];
  const before = await resolve(variables, asker);
  asked.length = 0;
  const after = await resolve(variables, asker, { previous: before.variables, isNewRange: true });
  expect(asked).toEqual(["c1 b", 'c1 c x{b="2"}']);
  expect(after.values).toEqual({ a: "1", b: "2", c: "3" });
});

test.each([
  { name: "what the file says, when it is there", more: { current: chosen("b") }, values: "b" },
  { name: "the first, when it is not", more: { current: chosen("gone") }, values: "a" },
  { name: "all, when that can be chosen", more: { current: chosen("gone"), includeAll: true }, values: "$__all" },
  { name: "several that are there", more: { current: chosen("b", "gone", "c"), multi: true }, values: "b+c" },
  { name: "all as the file says", more: { current: chosen("$__all"), includeAll: true, multi: true }, values: "$__all" },
  { name: "the first, when all cannot be chosen any more", more: { current: chosen("$__all"), multi: true }, values: "a" },
  { name: "what the link says", given: chosen("c"), more: { current: chosen("b") }, values: "c" },
  { name: "what the link says, though it is not there", given: chosen("gone"), more: {}, values: "gone" },
  { name: "the first of what the link says", given: chosen("b", "c"), more: {}, values: "b" },
  { name: "all of what the link says", given: chosen("b", "c"), more: { multi: true }, values: "b+c" },
  { name: "not all beside others", given: chosen("$__all", "c"), more: { multi: true, includeAll: true }, values: "c" },
])("chosen is $name", async ({ more, given, values }) => {
  const { asker } = createAsker({ "c1 job": ["a", "b", "c"] });
  const resolved = await resolve([query("v", "label_values(job)", more)], asker, { given: new Map(given ? [["v", given]] : []) });
  expect(resolved.values).toEqual({ v: values });
});

test("nothing found is nothing chosen", async () => {
  const { asker } = createAsker({ "c1 job": [] });
  const { variables } = await resolve([query("v", "label_values(job)")], asker);
  expect(variables.get("v")).toMatchObject({ chosen: { values: [], texts: [] }, options: [] });
});

test.each([
  { query: "label_names()", question: "c1 names", answers: ["a", "b"], options: ["a", "b"] },
  { query: "label_names(a|c)", question: "c1 names", answers: ["a", "b"], options: ["a"] },
  { query: "metrics(node_)", question: "c1 metrics", answers: ["node_a", "up", "x_node_b"], options: ["node_a", "x_node_b"] },
  {
    query: 'query_result(topk(3, x{job="$job"}[$__range]))',
    question: 'c1 topk(3, x{job="node"}[21600s]) at 1795248000000',
    answers: ["h"],
    options: ['up{host="h"} 1 1'],
  },
  {
    query: "rate(up[$__rate_interval])",
    question: "c1 rate(up[1m]) at 1795248000000",
    answers: ["h"],
    options: ['up{host="h"}'],
  },
])("$query", async ({ query: text, question, answers, options }) => {
  const { asker } = createAsker({ [question]: answers });
  const job = variable({ kind: "constant", name: "job", query: "node" });
  const { variables, problems } = await resolve([query("v", text), job], asker);
  expect([variables.get("v")?.options?.map(({ value }) => value), [...problems]]).toEqual([options, []]);
});

test("a source that does not answer is a problem of that variable only", async () => {
  const { asker } = createAsker({ "c1 ok": ["1"] });
  const { values, problems } = await resolve(
    [
      query("bad", "label_values(gone)", { current: chosen("was") }),
      query("ok", "label_values(ok)"),
      query("next", "label_values(x{a='$bad'}, b)"),
    ],
    asker,
  );
  expect(values).toEqual({ bad: "was", ok: "1", next: "" });
  expect([...problems]).toEqual([
    ["bad", "The choices of bad could not be found: Nobody answers c1 gone."],
    ["next", "The choices of next could not be found: Nobody answers c1 b x{a='was'}."],
  ]);
});

test("a wrong pattern is a problem in words", async () => {
  const { asker } = createAsker({ "c1 a": ["1"] });
  const { problems } = await resolve([query("v", "label_values(a)", { regex: "/(/" })], asker);
  expect(problems.get("v")).toContain("The choices of v could not be found: The pattern");
});

test("variables in a circle keep what they have, and the others go on", async () => {
  const { asker, asked } = createAsker({ "c1 ok": ["1"], "c1 x a": ["2"] });
  const variables = [
    query("a", "label_values($b, x)", { current: chosen("a") }),
    query("b", "label_values($a, x)"),
    query("self", "label_values($self, x)"),
    query("ok", "label_values(ok)"),
    query("after", "label_values($a, x)"),
  ];
  const { values, problems } = await resolve(variables, asker);
  expect(values).toEqual({ a: "a", b: "", self: "", ok: "1", after: "2" });
  expect(asked.sort()).toEqual(["c1 ok", "c1 x a"]);
  expect([...problems]).toEqual([
    ["a", "These variables need each other in a circle: a → b → a; change the query of one of them."],
    ["b", "These variables need each other in a circle: a → b → a; change the query of one of them."],
    ["self", "The variable self needs itself: take its own name out of its query."],
  ]);
});

test.each([
  { name: "the dashboard's source first, where none is chosen", more: {}, values: "c1", options: ["local", "c1", "c2"] },
  {
    name: "one by its name, as files of others have it",
    more: { current: chosen("Staging") },
    values: "c2",
    options: ["local", "c1", "c2"],
  },
  { name: "those whose names the pattern finds", more: { regex: "/^(this|S)/" }, values: "local", options: ["local", "c2"] },
  { name: "none of a kind that there is not", more: { query: "loki" }, values: "", options: [] },
])("a variable of sources offers $name", async ({ more, values, options }) => {
  const found = await resolve([variable({ kind: "datasource", name: "v", ...more })], createAsker().asker);
  expect([found.values.v, found.variables.get("v")?.options?.map(({ value }) => value)]).toEqual([values, options]);
});

test.each([
  { name: "the first", more: {}, values: "1m" },
  { name: "what the file says", more: { current: chosen("1h") }, values: "1h" },
  { name: "a length that is not listed", more: { current: chosen("7m") }, values: "7m" },
  { name: "auto", more: { auto: true, current: chosen("$__auto_interval_v") }, values: "$__auto" },
  { name: "not auto where there is none", more: { current: chosen("$__auto_interval_v") }, values: "1m" },
])("an interval is $name", async ({ more, values }) => {
  const found = await resolve([variable({ kind: "interval", name: "v", query: "1m,1h", ...more })], createAsker().asker);
  expect(found.values).toEqual({ v: values });
});

test("what is typed, fixed or filtered is as it is, and as the link says", async () => {
  const variables = [
    variable({ kind: "textbox", name: "text", current: chosen("a") }),
    variable({ kind: "constant", name: "fixed", query: "c" }),
    variable({ kind: "custom", name: "one", query: "x,y", current: chosen("y") }),
    variable({ kind: "adhoc", name: "filters", filters: [{ key: "a|b", operator: "=~", value: "x|y" }] }),
  ];
  expect((await resolve(variables, createAsker().asker)).values).toEqual({
    text: "a",
    fixed: "c",
    one: "y",
    filters: "a__gfp__b|=~|x__gfp__y",
  });
  const given = new Map(Object.entries({ text: chosen("b"), fixed: chosen("other"), filters: chosen("") }));
  expect((await resolve(variables, createAsker().asker, { given })).values).toEqual({
    text: "b",
    fixed: "c",
    one: "y",
    filters: "",
  });
});

test("when it is cancelled, nothing comes back", async () => {
  const asked = resolve([query("v", "label_values(gone)")], createAsker().asker, { signal: { aborted: true } });
  await expect(asked).rejects.toThrow("Nobody answers");
});
