import { describe, expect, test } from "vitest";
import { supportedHere } from "#shared/logql/evaluate/supported";
import { checkLogql, parseLogql } from "#shared/logql/parse";
import * as words from "../../../../renderer/components/logql-editor/words";

/** A template as somebody fills it in. */
function filled({ label, template = label }: words.Word): string {
  return template
    .replaceAll("{${}}", '{a="b"}')
    .replace(/, \$\{2?\}\)/, ', rate({a="b"}[5m]))')
    .replace(/^(sort|sort_desc)\(\$\{\}\)/, '$1(rate({a="b"}[5m]))')
    .replace("label_replace(${}", 'label_replace(rate({a="b"}[5m])')
    .replace(/\$\{(?:\d:)?([^{}]*)\}/g, (_, stop: string) => stop || "x");
}

/** Queries in which a word stands where it is offered. */
const queries: { word: words.Word; query: string }[] = [
  ...words.functions.map((word) => ({
    word,
    query: word.template ? filled(word) : `${word.label}(rate({a="b"}[5m]))`,
  })),
  ...words.lineFilters.map((word) => ({ word, query: `{a="b"} ${filled(word)}` })),
  ...words.stages.filter(({ label }) => label !== "unwrap").map((word) => ({ word, query: `{a="b"} | ${filled(word)}` })),
  ...words.conversions.map((word) => ({ word, query: `sum_over_time({a="b"} | json | unwrap ${filled(word)} [5m])` })),
  ...words.matchOperators.map((word) => ({ word, query: `{a="b", c${word.label}"d"}` })),
  ...words.fieldOperators.map((word) => ({
    word,
    query: `{a="b"} | json | c${word.label}${/[<>]/.test(word.label) ? "5" : '"d"'}`,
  })),
  ...words.behindFilter.map((word) => ({ word, query: `{a="b"} | json | c="d" ${word.label} e="f"` })),
  ...words.durations.map((word) => ({ word, query: `rate({a="b"} [${word.label}])` })),
  ...words.behindCall.map((word) => ({ word, query: behindCall(word) })),
];

function behindCall(word: words.Word): string {
  const rate = 'rate({a="b"}[5m])';
  if (word.label === "offset") return `rate({a="b"}[5m] ${filled(word)})`;
  if (word.label === "by" || word.label === "without") return `sum ${filled(word)} (${rate})`;
  return word.template ? `${rate} + ${filled(word)} ${rate}` : `${rate} ${word.label} ${rate}`;
}

describe("what is offered can be asked", () => {
  test.each(queries)("$word.label in $query is LogQL", ({ query }) => expect(checkLogql(query).diagnostics).toEqual([]));

  test.each(queries)("$word.label is offered for the logs of this machine when they answer it", ({ word, query }) =>
    expect(supportedHere(parseLogql(query)).length > 0).toBe(word.isRemote ?? false),
  );
});

test("every word says what it does, but the lengths of time, which say it themselves", () => {
  const { durations, ...rest } = { ...words };
  const all = Object.values(rest).filter(Array.isArray).flat() as words.Word[];
  expect(all.filter(({ about }) => about === "")).toEqual([]);
  expect(durations.every(({ about }) => about === "")).toBe(true);
});
