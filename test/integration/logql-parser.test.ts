// Our parser and printer against a real Loki: the recorded queries, and others that come of breaking them, are accepted by both or
// refused by both, and what we print of a query is the same query to Loki. WATCHDECK_SEED is another run.
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkLogql, parseLogql } from "#shared/logql/parse";
import { printLogql } from "#shared/logql/print";
import queries from "../fixtures/logql-3.7/queries.json";
import { chooseSeed, createRandom, type Random } from "../support/random-numbers";
import { findLoki, neededForLoki, startRealLoki } from "../support/real-loki";
import { suite } from "../support/suite";

const seed = chooseSeed();
const howMany = 1500;
const atOnce = 8;

const tokens = /"(?:[^"\\]|\\.)*"|`[^`]*`|\[[^\]]*\]|--[a-z-]+|[A-Za-z_]+|[0-9.]+[a-zA-Z]*|[|!=<>~]+|\S/g;
const strays = [
  ..."{ } ( ) , | |= != =~ !~ |~ |> !> = == > < + - * / ^ [5m] [1] by without on or and unless json logfmt unwrap drop".split(
    " ",
  ),
  ...'bool offset group_left rate sum topk 5 1.5s 3KB ip x "y" `(` "(" {a="b"} ()'.split(" "),
];

const kinds = [/^["`]/, /^\[/, /^[A-Za-z_]/, /^[0-9.]/, /^[|!=<>~]/, /^\S/];
const kindOf = (token: string): number => kinds.findIndex((kind) => kind.test(token));
const words = [...new Set(queries.flatMap(({ query }) => query.match(tokens) ?? []))];

/** A query with a few of its tokens left out, doubled, exchanged or put in. */
function broken(random: Random, query: string): string {
  const found: string[] = query.match(tokens) ?? [];
  for (let times = random.pick([1, 1, 1, 2]); times > 0; times--) {
    const at = random.whole(0, Math.max(0, found.length - 1));
    const other = random.whole(0, Math.max(0, found.length - 1));
    const [here = "", there = ""] = [found[at], found[other]];
    random.pick<() => void>([
      () => found.splice(at, 1),
      () => found.splice(at, 0, here),
      () => found.splice(at, 0, random.pick(strays)),
      () => found.splice(at, 1, random.pick(strays)),
      // What is of the same kind stands a better chance of being right.
      ...Array.from({ length: 6 }, () => () => {
        found[at] = random.pick(words.filter((word) => kindOf(word) === kindOf(here)));
      }),
      () => {
        found[at] = there;
        found[other] = here;
      },
    ])();
  }
  return found.join(" ");
}

/** Where the two differ on purpose. */
const explained: { why: string; applies: (query: string, refused: string | undefined) => boolean }[] = [
  {
    why: "Loki does not look at the second of two alternatives when it is an address",
    applies: (query) => /\bor\s*ip\s*\(/i.test(query),
  },
  {
    why: "Loki finds an operation over a plain number when it runs",
    applies: (query) => /\(\s*(?:[\d.]+\s*,\s*)?[(\d+-]/.test(query),
  },
  { why: "nothing is no mistake while somebody is typing", applies: (query) => query.startsWith("#") },
  { why: "Loki has these switched off", applies: (query) => /approx_topk|variants/i.test(query) },
];

suite("queries", findLoki() ? [] : [neededForLoki], () => {
  let loki: Awaited<ReturnType<typeof startRealLoki>>;
  beforeAll(async () => {
    loki = await startRealLoki(findLoki() ?? { program: "loki" });
  });
  afterAll(() => loki.stop());

  const ask = async (path: string, asked: Record<string, string>): Promise<{ refused?: string; data?: string }> => {
    const answer = await fetch(`${loki.url}/loki/api/v1/${path}?${new URLSearchParams(asked)}`);
    const text = await answer.text();
    if (answer.ok) return { data: (JSON.parse(text) as { data: string }).data };
    return { refused: text.startsWith("{") ? (JSON.parse(text) as { error: string }).error : text };
  };
  const formatted = (query: string) => ask("format_query", { query });

  /** Formatting looks at the grammar, and only running at what is inside of texts. Why it is refused, or undefined. */
  async function refusal(query: string): Promise<string | undefined> {
    const { refused } = await formatted(query);
    if (refused !== undefined) return refused;
    const now = Math.floor(Date.now() / 1000);
    const run = await ask("query_range", { query, start: `${now - 60}`, end: `${now}`, limit: "1" });
    return run.refused?.startsWith("parse error") ? run.refused : undefined;
  }

  async function forEach<T>(items: readonly T[], look: (item: T) => Promise<void>): Promise<void> {
    const left = [...items];
    const work = async () => {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await look(item);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  test("that were broken are refused by both, or by neither", async () => {
    const random = createRandom(seed);
    // What is refused already is only refused again.
    const all = queries.filter(({ refused }) => refused === undefined).map(({ query }) => query);
    const asked = Array.from({ length: howMany }, () => broken(random, random.pick(all))).filter((query) => query !== "");
    const different: { query: string; ours: string | undefined; theirs: string | undefined }[] = [];
    let refusals = 0;
    await forEach(asked, async (query) => {
      const theirs = await refusal(query);
      const ours = checkLogql(query).diagnostics[0]?.message;
      if (theirs !== undefined) refusals++;
      if ((ours === undefined) === (theirs === undefined) || explained.some(({ applies }) => applies(query, theirs))) return;
      different.push({ query, ours, theirs });
    });
    expect(different).toEqual([]);
    // Were all of them refused, or none, nothing would have been compared.
    expect(refusals / asked.length).toBeGreaterThan(0.3);
    expect(refusals / asked.length).toBeLessThan(0.9);
  });

  test("that were printed are the same to Loki", async () => {
    const different: unknown[] = [];
    await forEach(
      queries.filter(({ refused }) => refused === undefined),
      async ({ query }) => {
        if (checkLogql(query).diagnostics.length > 0) return;
        const printed = printLogql(parseLogql(query));
        const [theirs, ours] = [await formatted(query), await formatted(printed)];
        if (meaningOf(theirs.data) !== meaningOf(ours.data)) different.push({ query, printed, theirs, ours });
      },
    );
    expect(different).toEqual([]);
  });
});

/** Loki keeps how conditions were nested, which says nothing where all of them are `and`. */
const meaningOf = (formatted: string | undefined): string | undefined =>
  formatted === undefined ? undefined : printLogql(parseLogql(formatted));
