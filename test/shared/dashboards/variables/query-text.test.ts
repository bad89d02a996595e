// biome-ignore-all lint/suspicious/noTemplateCurlyInString: dashboards name their variables so
// Whatever a variable holds, the query around it keeps its shape: one selector, whose matcher has just that value.
import { expect, test } from "vitest";
import { fillQuery } from "#shared/dashboards/variables/fill";
import type { Scope } from "#shared/dashboards/variables/scope";
import { parsePromql } from "#shared/promql/parse";
import { compileRegex } from "#shared/promql/regex";
import { scopeWith, several, single, textbox } from "../../../support/dashboard-scope";
import { createRandom, type Random } from "../../../support/random-numbers";

const pieces = [
  '"',
  "'",
  "`",
  "\\",
  "\n",
  "\r",
  "$",
  "${",
  "}",
  "{",
  "$x",
  "[[x]]",
  "#",
  "|",
  ")",
  "(",
  ".*",
  "a",
  "é",
  "😀",
  "\\x41",
  "\\u",
  "\\1",
  " or vector(1)",
  '"} or up{a="',
  "\t",
  "\0",
];

const hostileText = (random: Random): string => Array.from({ length: random.whole(1, 6) }, () => random.pick(pieces)).join("");

/** The value of the only matcher beside the name, when the query is still the selector that it was written as. */
function valueIn(query: string): string {
  const { expr } = parsePromql(query);
  if (expr.type !== "vector-selector" || expr.matchers.length !== 2) throw new Error(`became another query: ${query}`);
  return expr.matchers[1]?.value ?? "";
}

const queries = ['up{a="$x"}', "up{a='$x'}", "up{a=`$x`}", 'up{a="${x:raw}"}', "up{a='${x:csv}'}", "up{a=`[[x]]`}"];

test("a value that is taken as it is stays in its string and is that value", () => {
  const random = createRandom(5);
  for (let round = 0; round < 4000; round++) {
    const text = hostileText(random);
    const query = random.pick(queries);
    const value = valueIn(fillQuery(query, scopeWith({ x: random.chance(0.5) ? textbox(text) : single(text) })));
    // What is asked for raw may bring its own escapes along.
    if (!/raw|csv/.test(query)) expect(value).toBe(text);
  }
});

test("values that become an expression match themselves and nothing else", () => {
  const random = createRandom(6);
  for (let round = 0; round < 1500; round++) {
    const texts = [hostileText(random), hostileText(random)];
    const query = random.pick(['up{a=~"$x"}', "up{a=~'$x'}", "up{a=~`$x`}", 'up{a=~"${x:regex}"}']);
    const matches = compileRegex(valueIn(fillQuery(query, scopeWith({ x: several(texts) }))));
    expect([...texts, `${texts[0]}x`, "y"].map(matches)).toEqual([true, true, texts.includes(`${texts[0]}x`), false]);
  }
});

test("written formats, macros and the text for all stay in their string", () => {
  const random = createRandom(7);
  const formats = [
    "raw",
    "pipe",
    "csv",
    "glob",
    "json",
    "lucene",
    "text",
    "singlequote",
    "doublequote",
    "html",
    "queryparam",
    'join:"',
  ];
  for (let round = 0; round < 3000; round++) {
    const text = hostileText(random);
    const scope: Scope = scopeWith(
      { x: several([text, "b"]), all: several(["$__all"], ["a"], { allValue: text }), none: several([]) },
      { dashboard: { uid: "u", title: text } },
    );
    const reference = random.pick([
      ...formats.map((format) => `\${x:${format}}`),
      "$all",
      "${all:pipe}",
      "$__dashboard",
      "$none",
    ]);
    const quote = random.pick(['"', "'", "`"]);
    valueIn(fillQuery(`up{a=${quote}^${reference}$${quote}}`, scope));
  }
});
