import { CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { EditorState, Transaction, type TransactionSpec } from "@codemirror/state";
import { describe, expect, test } from "vitest";
import type { LogKnowledge } from "../../../../renderer/components/logql-editor/knowledge";
import { logqlCompletion } from "../../../../renderer/components/logql-editor/logql-completion";

const asked: string[] = [];
const knowledge: LogKnowledge = {
  async labelNames(selector) {
    asked.push(`names of ${selector ?? "all"}`);
    return ["app", "service", "a.b"];
  },
  async labelValues(label, selector) {
    asked.push(`values of ${label} of ${selector ?? "all"}`);
    if (label === "many") return { values: Array.from({ length: 5000 }, (_, index) => `v${index}`), truncated: true };
    return label === "service"
      ? { values: ["gateway", "api.internal", 'say "hi"', ""], truncated: false }
      : { values: [], truncated: false };
  },
  async fields(query) {
    asked.push(`fields of ${query}`);
    return [
      { name: "agent", type: "string", cardinality: 3, parsers: ["json"] },
      { name: "duration_ms", type: "int", cardinality: 90, parsers: ["json"] },
      { name: "app", type: "string", cardinality: 1, parsers: ["json"] },
    ];
  },
};

interface Offer {
  isExplicit?: boolean;
  isLocal?: boolean;
  loaded?: Record<string, string[]>;
}

async function resultsAt(marked: string, { isExplicit = false, isLocal = false, loaded = {} }: Offer = {}) {
  asked.length = 0;
  const state = EditorState.create({ doc: marked.replace("‸", "") });
  const context = new CompletionContext(state, marked.indexOf("‸"), isExplicit);
  const sources = logqlCompletion({ knowledge, isLocal, loadedValues: (field) => loaded[field] ?? [] });
  const results = await Promise.all(sources.map((source) => source(context)));
  return results.filter((result): result is CompletionResult => result !== null);
}

const offered = async (marked: string, offer?: Offer) =>
  (await resultsAt(marked, offer)).flatMap(({ options }) => options.map(({ label }) => label));

describe("unasked", () => {
  test.each([
    "‸",
    '{a="b"} ‸',
    '{a="b"}‸',
    '{a="b"} |= "x‸"',
    "{a ‸}",
    '{a="b"} | json | x ‸',
    '{a="b"} | x > ‸',
    'rate({a="b"}[5m])‸',
  ])("nothing is offered at %s, so that Enter runs the query", async (text) => expect(await offered(text)).toEqual([]));

  test.each([
    { text: "{‸}", first: "app" },
    { text: '{service="‸"}', first: "gateway" },
    { text: '{a="b"} |‸', first: "json" },
    { text: 'rate({a="b"} [‸])', first: "30s" },
    { text: "sum by (‸)", first: "app" },
    { text: "coun‸", first: "count_over_time" },
  ])("$text offers $first first", async ({ text, first }) => expect((await offered(text))[0]).toBe(first));
});

test.each([
  { text: "{ser‸}", offers: ["service"] },
  { text: '{service="‸"}', offers: ["gateway", "api.internal", 'say "hi"'] },
  { text: '{service="API‸"}', offers: ["api.internal"] },
  { text: '{service=~"gateway|a‸"}', offers: ["api.internal", "gateway", 'say "hi"'].filter((value) => value.includes("a")) },
  { text: '{a="b"} | json | dur‸', offers: ["duration_ms"] },
  { text: '{a="b"} | json | x="y" and ‸', offers: ["agent", "duration_ms", "app", "service"] },
  { text: '{a="b"} | json | level="‸"', offers: ["critical", "error", "warning", "info", "debug", "trace", "unknown"] },
  { text: '{a="b"} | json | unwrap d‸', offers: ["duration", "duration_ms"] },
  { text: '{a="b"} | json | x="1" a‸', offers: ["and"] },
  { text: 'sum by (‸) (rate({a="b"} | json [5m]))', offers: ["app", "service", "agent", "duration_ms"] },
  { text: 'sum(rate({a="b"}[5m])) w‸', offers: ["without"] },
])("$text offers $offers", async ({ text, offers }) => expect((await offered(text)).toSorted()).toEqual(offers.toSorted()));

test("Ctrl+Space behind a selector offers filters and parsers", async () => {
  const labels = await offered('{a="b"} ‸', { isExplicit: true });
  expect(labels.slice(0, 2)).toEqual(["|=", "!="]);
  expect(labels).toContain("| json");
});

test("only what goes with the other matchers is asked for, and nothing that is only typed", async () => {
  await offered('{app="x", service="‸", unfinished=}');
  expect(asked).toEqual(['values of service of {app="x"}']);
  await offered('{app="x", ‸}');
  expect(asked).toEqual(['names of {app="x"}']);
  await offered('{a="b"} | js‸');
  expect(asked).toEqual([]);
  await offered('{a="b"} |= "x" | json | a‸');
  expect(asked).toEqual(['fields of {a="b"} |= "x" | json']);
});

test("values of lines that are shown already are offered for their field", async () => {
  expect(await offered('{a="b"} | json | agent="‸"', { loaded: { agent: ["daily_brief", "research"] } })).toEqual([
    "daily_brief",
    "research",
  ]);
});

test("of thousands a hundred are shown, and how many there are is told", async () => {
  const [result] = await resultsAt('{many="‸"}');
  expect(result?.options).toHaveLength(100);
  expect(result?.options[0]?.section).toEqual({ name: "100 of more than 5,000; type to narrow them down", rank: 1 });
});

test("a source that does not tell all values is asked for those that hold what is typed", async () => {
  await offered('{app="x", many="v1.‸"}');
  expect(asked).toEqual(['values of many of {app="x"}', String.raw`values of many of {app="x", many=~"(?i).*v1\\..*"}`]);
  await offered('{many=~"a|b‸"}');
  expect(asked.at(-1)).toBe('values of many of {many=~"(?i).*b.*"}');
  await offered('{service="g‸"}');
  expect(asked).toEqual(["values of service of all"]);
});

test("of the logs of this machine only what Watchdeck evaluates itself is offered", async () => {
  expect(await offered("rate‸")).toEqual(["rate", "rate_counter", "bytes_rate"]);
  expect(await offered("rate‸", { isLocal: true })).toEqual(["rate", "bytes_rate"]);
});

/** The text after taking an offer, with the cursor in it. */
async function taken(marked: string, label: string): Promise<string> {
  for (const { from, options } of await resultsAt(marked, { isExplicit: true })) {
    const option = options.find((each) => each.label === label);
    if (!option) continue;
    let state = EditorState.create({ doc: marked.replace("‸", ""), selection: { anchor: marked.indexOf("‸") } });
    const to = state.selection.main.head;
    const { apply } = option;
    if (typeof apply === "function") {
      // The part of a view that is used to change its text.
      const view = {
        get state() {
          return state;
        },
        dispatch(change: Transaction | TransactionSpec) {
          state = change instanceof Transaction ? change.state : state.update(change).state;
        },
      };
      apply(view as never, option, from, to);
    } else {
      const insert = apply ?? option.label;
      state = state.update({ changes: { from, to, insert }, selection: { anchor: from + insert.length } }).state;
    }
    const { head } = state.selection.main;
    const text = state.doc.toString();
    return `${text.slice(0, head)}‸${text.slice(head)}`;
  }
  throw new Error(`${label} is not offered at ${marked}`);
}

test.each([
  { text: "{ser‸}", label: "service", becomes: "{service=‸}" },
  { text: '{ser‸="x"}', label: "service", becomes: '{service‸="x"}' },
  { text: "{service=‸}", label: "gateway", becomes: '{service="gateway"‸}' },
  { text: '{service="ga‸"}', label: "gateway", becomes: '{service="gateway"‸}' },
  { text: '{service="ga‸', label: "gateway", becomes: '{service="gateway"‸' },
  { text: '{service="‸"}', label: 'say "hi"', becomes: '{service="say \\"hi\\""‸}' },
  { text: "{service=`‸`}", label: 'say "hi"', becomes: '{service=`say "hi"`‸}' },
  { text: '{service=~"‸"}', label: "api.internal", becomes: '{service=~"api\\\\.internal"‸}' },
  { text: '{service=~"gateway|a‸"}', label: "api.internal", becomes: '{service=~"gateway|api\\\\.internal"‸}' },
  { text: '{a="b"}‸', label: "|=", becomes: '{a="b"} |= "‸"' },
  { text: '{a="b"} ‸', label: "| json", becomes: '{a="b"} | json‸' },
  { text: '{a="b"} |‸', label: "|~", becomes: '{a="b"} |~ "‸"' },
  { text: '{a="b"} | js‸', label: "json", becomes: '{a="b"} | json‸' },
  { text: '{a="b"} | json | ag‸', label: "agent", becomes: '{a="b"} | json | agent="‸"' },
  { text: '{a="b"} | json | du‸', label: "duration_ms", becomes: '{a="b"} | json | duration_ms > ‸' },
  { text: "ra‸", label: "rate", becomes: "rate({‸} [5m])" },
  { text: 'ra‸({a="b"}[5m])', label: "rate", becomes: 'rate‸({a="b"}[5m])' },
  { text: "sum ‸", label: "by", becomes: "sum by (‸)" },
])("taking $label at $text writes $becomes", async ({ text, label, becomes }) => expect(await taken(text, label)).toBe(becomes));
