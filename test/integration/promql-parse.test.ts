// Our parser, checker, printer and formatter against a real Prometheus 3: the same queries accepted, the same words and
// places for those that are refused, the same text and tree for the others. WATCHDECK_SEED is another run.
import { isDeepStrictEqual } from "node:util";
import { fetch } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { toParseJson } from "#shared/promql/ast-json";
import { formatQuery } from "#shared/promql/format";
import { parsePromql } from "#shared/promql/parse";
import { chooseSeed, createRandom } from "../support/random-numbers";
import { broken, randomSyntax } from "../support/random-syntax";
import { recordedQueries } from "../support/recorded-queries";
import { prometheusVersion, type RunningServer, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";

const version = prometheusVersion();
const major = Number(version?.split(".")[0] ?? 0);
const minor = Number(version?.split(".")[1] ?? 0);
/** The version whose words are ours; older ones lack some of the language. */
const isOld = major === 3 && minor < 14;
const seed = chooseSeed();

interface Answer {
  /** As `1:5: parse error: …`, or undefined for a query that parses. */
  refused?: string;
  formatted?: string;
  tree?: unknown;
}

/** What an older Prometheus 3 says otherwise, and why. Each is looked at only where the two differ. */
const explained: { why: string; applies: (query: string, theirs: Answer, ours: Answer) => boolean }[] = [
  {
    why: "step(), range(), start() and end() as functions and in durations came after 3.5",
    applies: (query) => isOld && /\b(step|range|start|end|min_of|max_of)\b/i.test(query),
  },
  {
    why: "fill, smoothed, anchored and the trims of histograms came after 3.5",
    applies: (query) => isOld && /\b(fill|fill_left|fill_right|smoothed|anchored)\b|[<>]\s*\//i.test(query),
  },
  {
    why: "a text of ours cannot hold bytes that are no text; they become U+FFFD, as they do in a server's answers",
    applies: (query) => query.includes("\\xff"),
  },
  {
    why: "3.5 prints labels that are no plain names without their quotes here, and forgets group_left after an empty ignoring",
    applies: (query) =>
      isOld && /(on|ignoring|group_left|group_right)\s*\([^)]*["'`]|\([^)]*:[^)]*\)|ignoring\s*\(\s*\)\s*group_/i.test(query),
  },
  {
    why: "before step() and range() any letter behind a number in brackets was taken for a colon",
    applies: (_, __, { refused }) => isOld && /unexpected character: '\w', expected ':'$/.test(refused ?? ""),
  },
  {
    why: "in 3.5 an offset like -(5m) went on over an operator behind it",
    applies: (query) => isOld && /offset\s*[-+]\s*\(/i.test(query),
  },
  {
    why: "3.5 knows no comma in a duration",
    applies: (query) => isOld && /\[[^\]]*,/.test(query),
  },
  {
    why: "histogram_quantiles came after 3.5",
    applies: (query) => isOld && query.includes("histogram_quantiles"),
  },
  {
    why: "3.5 crashes over an argument of info() that is no selector",
    applies: (_, theirs) => isOld && theirs.refused === "unexpected error",
  },
];

/** Words that changed since 3.5, in which durations could not be calculated with yet. */
const olderWords: [now: string, before: string][] = [
  [
    "in subquery or range selector, expected number, duration, step(), or range()",
    "in subquery selector, expected number or duration",
  ],
  ["in offset, expected number, duration, step(), or range()", "in offset, expected number or duration"],
  ['expected number, duration, step(), range(), or "]"', 'expected number or duration or "]"'],
  // The sign had no name then, and its number differs from version to version.
  ["unexpected <op:@>", 'unexpected "<Item>" <op:@>'],
];

function inOlderWords(said: string | undefined): string | undefined {
  if (!isOld || said === undefined) return said;
  return olderWords.reduce((text, [now, before]) => text.replace(now, before), said);
}

async function askServer(url: string, query: string): Promise<Answer> {
  const ask = async (endpoint: string) => {
    const answer = await fetch(`${url}/api/v1/${endpoint}`, { method: "POST", body: new URLSearchParams({ query }) });
    return (await answer.json()) as { status: string; error?: string; data?: unknown };
  };
  const format = await ask("format_query");
  if (format.status !== "success") {
    const said = (format.error ?? "").replace(/^invalid parameter "query": /, "");
    return { refused: isOld ? said.replace(/"<Item \d+>" <op:@>/, '"<Item>" <op:@>') : said };
  }
  return { formatted: String(format.data), tree: (await ask("parse_query")).data };
}

function askOurs(query: string): Answer {
  try {
    const { expr } = parsePromql(query);
    return { formatted: formatQuery(expr), tree: JSON.parse(JSON.stringify(toParseJson(expr))) };
  } catch (error) {
    return { refused: (error as AppError).failure.say };
  }
}

/** Our tree without the fields that this server does not know yet. */
function asKnownTo(theirs: unknown, ours: unknown): unknown {
  if (Array.isArray(ours) && Array.isArray(theirs)) return ours.map((one, index) => asKnownTo(theirs[index], one));
  if (typeof ours !== "object" || ours === null || typeof theirs !== "object" || theirs === null) return ours;
  const known = theirs as Record<string, unknown>;
  const fields = Object.entries(ours).filter(([name]) => !isOld || Object.hasOwn(known, name));
  return Object.fromEntries(fields.map(([name, value]) => [name, asKnownTo(known[name], value)]));
}

const isSame = (ours: Answer, theirs: Answer): boolean =>
  inOlderWords(ours.refused) === theirs.refused &&
  ours.formatted === theirs.formatted &&
  isDeepStrictEqual(asKnownTo(theirs.tree, ours.tree), theirs.tree);

suite("PromQL's parser and a Prometheus", major >= 3 ? [] : ["Prometheus 3"], () => {
  let server: RunningServer;
  beforeAll(async () => {
    const features = "promql-experimental-functions,promql-duration-expr";
    const later = ",promql-extended-range-selectors,promql-binop-fill-modifiers";
    server = await startPrometheus({ args: [`--enable-feature=${features}${isOld ? "" : later}`] });
  });
  afterAll(() => server?.stop());

  /** Asks both about all, a few at a time, and says what they disagree about. */
  async function compare(queries: readonly string[]): Promise<{ refused: number; excused: number; different: string[] }> {
    const different: string[] = [];
    let [refused, excused, next] = [0, 0, 0];
    const work = async () => {
      for (let query = queries[next++]; query !== undefined; query = queries[next++]) {
        const [theirs, ours] = [await askServer(server.url, query), askOurs(query)];
        if (theirs.refused !== undefined) refused++;
        if (isSame(ours, theirs)) continue;
        const text = query;
        if (explained.some(({ applies }) => applies(text, theirs, ours))) excused++;
        else
          different.push(
            [JSON.stringify(query), `theirs: ${JSON.stringify(theirs)}`, `ours:   ${JSON.stringify(ours)}`].join("\n"),
          );
      }
    };
    await Promise.all(Array.from({ length: 4 }, work));
    return { refused, excused, different };
  }

  test("agree on the recorded queries", async () => {
    const { different } = await compare(recordedQueries().map(({ query }) => query));
    expect(different).toEqual([]);
  });

  test("agree on 2,500 broken queries, word for word and place for place", { timeout: 60_000 }, async () => {
    const random = createRandom(seed);
    const queries = Array.from({ length: 2500 }, () => broken(random, randomSyntax(random, { isOld }), { isOld }));
    const { refused, excused, different } = await compare(queries);
    console.info(
      `seed ${seed}: ${queries.length} queries, ${refused} refused by Prometheus ${version}, ${excused} differences explained`,
    );
    expect(different).toEqual([]);
    expect(refused).toBeGreaterThan(1500);
    // Otherwise the reasons above would explain away what they are not about.
    expect(excused).toBeLessThan(queries.length / 20);
  });

  test("agree on the layout and the tree of 1,000 queries", { timeout: 60_000 }, async () => {
    const random = createRandom(seed + 1);
    const queries = Array.from({ length: 1000 }, () => randomSyntax(random, { isOld }));
    const { refused, excused, different } = await compare(queries);
    console.info(
      `seed ${seed}: ${queries.length} queries, ${refused} refused by Prometheus ${version}, ${excused} differences explained`,
    );
    expect(different).toEqual([]);
    expect(refused).toBeLessThan(queries.length / 4);
  });
});
