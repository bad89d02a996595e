// The same random series and the same random queries to our evaluator and to a real Prometheus 3: values, label sets, their
// order where there is one, errors and remarks are the same. A mismatch prints its seed, the smallest part of the query that
// still differs, and what differs; WATCHDECK_SEED=<seed> is another run.
import { describe, expect, test } from "vitest";
import { hasPrometheus3, startPrometheusWith } from "../support/prometheus-answers";
import { type Answer, localAnswers, type PromqlAnswers, type Remarked } from "../support/promql-answers";
import { type Asked, ask, difference, shrink } from "../support/promql-difference";
import { isExplained, withoutExplained } from "../support/promql-explained";
import { chooseSeed, createRandom, type Random } from "../support/random-numbers";
import { randomQuery } from "../support/random-queries";
import { randomSeries, seriesLengthMs, seriesStart } from "../support/random-series";

const seed = chooseSeed();
const queriesPerDataset = 525;
const queriesAtOnce = 8;

const datasets = [
  { name: "one", dataSeed: seed, delayedNameRemoval: false },
  { name: "another", dataSeed: seed + 1, delayedNameRemoval: false },
  { name: "a third", dataSeed: seed + 2, delayedNameRemoval: false },
  { name: "one whose metrics lose their names late", dataSeed: seed + 3, delayedNameRemoval: true },
];

describe.skipIf(!hasPrometheus3())(`random queries beside a Prometheus 3 (skipped where none is on PATH), seed ${seed}`, () => {
  test.each(datasets)("about $name are answered alike", async ({ dataSeed, delayedNameRemoval }) => {
    const random = createRandom(dataSeed);
    const series = randomSeries(random);
    const queries = Array.from({ length: queriesPerDataset }, () => randomAsked(random)).flat();
    const server = await startPrometheusWith(series, { features: delayedNameRemoval ? ["promql-delayed-name-removal"] : [] });
    try {
      const ours = localAnswers(series, { delayedNameRemoval });
      const { wrong, answered, undecided } = await compareAll(queries, { ours, theirs: server, delayedNameRemoval });
      expect(wrong, `seed ${dataSeed}`).toEqual([]);
      // Queries that mostly find nothing would agree about that, and prove little.
      expect(answered).toBeGreaterThan(queries.length / 2);
      expect(undecided).toBeLessThan(queries.length / 50);
    } finally {
      await server.stop();
    }
  });
});

/** One query at a moment and over a range. */
function randomAsked(random: Random): Asked[] {
  const query = randomQuery(random);
  const [time, start] = [randomMoment(random), randomMoment(random)];
  const step = random.pick([15_000, 60_000, 7000, 30_000, 1001, 600_000]);
  const window = { start, end: start + step * random.whole(0, 30) + random.whole(0, 999), step };
  return [
    { query, at: time },
    { query, at: window },
  ];
}

/** Mostly among the samples, now and then around their beginning or after their end. */
const randomMoment = (random: Random): number =>
  random.weighted([
    [8, seriesStart + random.whole(300_000, seriesLengthMs)],
    [1, seriesStart + random.whole(-400_000, 300_000)],
    [1, seriesStart + random.whole(seriesLengthMs, seriesLengthMs + 700_000)],
  ]);

interface Pair {
  ours: PromqlAnswers;
  theirs: PromqlAnswers;
  delayedNameRemoval: boolean;
}

async function compareAll(queries: readonly Asked[], pair: Pair) {
  const found = { wrong: [] as string[], answered: 0, undecided: 0 };
  const compareOne = async (asked: Asked): Promise<void> => {
    const { verdict, answer, what } = await compare(asked, pair);
    if (hasContent(answer)) found.answered++;
    if (verdict === "undecided") found.undecided++;
    if (verdict !== "different") return;
    const smallest = await shrink(asked, async (part) => (await compare(part, pair)).verdict === "different");
    const { what: smallestWhat } = await compare(smallest, pair);
    found.wrong.push(`${smallest.query} at ${JSON.stringify(smallest.at)}: ${smallestWhat ?? what}`);
  };
  for (let first = 0; first < queries.length; first += queriesAtOnce) {
    await Promise.all(queries.slice(first, first + queriesAtOnce).map(compareOne));
  }
  return found;
}

interface Comparison {
  verdict: "alike" | "explained" | "undecided" | "different";
  answer?: Answer;
  what?: string;
}

async function compare(asked: Asked, { ours, theirs, delayedNameRemoval }: Pair): Promise<Comparison> {
  const server = ask(theirs, asked);
  try {
    const [other, own] = [await server, await ask(ours, asked)];
    const { answer } = other;
    const what = difference(asked, withoutExplained(asked.query, own), withoutExplained(asked.query, other));
    if (what === undefined) return { verdict: "alike", answer };
    if (isExplained(asked.query, what, { delayedNameRemoval })) return { verdict: "explained", answer, what };
    return { verdict: (await contradictsItself(theirs, asked, other)) ? "undecided" : "different", answer, what };
  } catch (error) {
    return { verdict: "different", what: `a bug: ${error instanceof Error ? error.stack : error}` };
  }
}

/**
 * Over time, Prometheus keeps the series of what it computed in a hash table, in an order that is another one each time: of
 * equals, `topk` and its like then take any. A server that contradicts itself proves nothing.
 */
async function contradictsItself(server: PromqlAnswers, asked: Asked, first: Remarked): Promise<boolean> {
  for (let times = 0; times < 12; times++) if (difference(asked, await ask(server, asked), first) !== undefined) return true;
  return false;
}

function hasContent(answer: Answer | undefined): boolean {
  if (answer?.kind === "vector") return answer.samples.length > 0;
  if (answer?.kind === "matrix") return answer.series.length > 0;
  return answer?.kind === "scalar";
}
