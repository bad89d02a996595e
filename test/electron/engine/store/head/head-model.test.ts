// The head against a model that is plainly right: a list of runs, looked through from end to end.
import { expect, test } from "vitest";
import { gauge, type Reading } from "#shared/model/sample";
import { createHead } from "../../../../../electron/engine/store/head/create-head";
import type { Head } from "../../../../../electron/engine/store/head/head";
import { createSeriesTable } from "../../../../../electron/engine/store/series/create-series-table";
import { createRandom, type Random } from "../../../../support/random-numbers";
import { columnPoints, points } from "./head-rows";

interface ModelRun {
  run: number;
  time: number;
  /** Counts steps back of the clock. */
  epoch: number;
  points: Map<string, number | "stale">;
}

function createModel() {
  const runs: ModelRun[] = [];
  let live = new Set<string>();
  let newest = Number.NEGATIVE_INFINITY;
  let epoch = 0;
  let run = 0;
  let forgotten = 0;

  function open(time: number): ModelRun | undefined {
    if (time <= newest - 30_000) epoch++;
    else if (time <= newest) return undefined;
    newest = time;
    run++;
    const opened = { run, time, epoch, points: new Map<string, number | "stale">() };
    runs.push(opened);
    return opened;
  }
  const inMemory = () => runs.filter((each) => each.run > forgotten);

  return {
    append(time: number, readings: readonly Reading[]): boolean {
      const opened = open(time);
      if (!opened) return false;
      const written = new Set<string>();
      for (const { name, value } of readings) {
        if (!written.has(name)) opened.points.set(name, value);
        written.add(name);
      }
      for (const name of live) if (!written.has(name)) opened.points.set(name, "stale");
      live = written;
      return true;
    },
    end(time: number): void {
      const opened = live.size > 0 ? open(time) : undefined;
      if (!opened) return;
      for (const name of live) opened.points.set(name, "stale");
      live = new Set();
    },
    forget(upTo: number): void {
      forgotten = Math.max(forgotten, Math.min(upTo, run));
    },
    forgetSeries(name: string): void {
      for (const each of runs) each.points.delete(name);
      live.delete(name);
    },
    /** A step back hides what an earlier epoch has between the first and last time of a later one. */
    rows(name: string, from: number, to: number): (number | string)[][] {
      const known = inMemory();
      const spans = [...new Set(known.map((each) => each.epoch))].map((own) => {
        const times = known.filter((each) => each.epoch === own).map((each) => each.time);
        return { epoch: own, from: Math.min(...times), to: Math.max(...times) };
      });
      const isHidden = (each: ModelRun) =>
        spans.some((span) => span.epoch > each.epoch && span.from <= each.time && span.to >= each.time);
      return known
        .filter((each) => each.time > from && each.time <= to && !isHidden(each))
        .sort((a, b) => a.time - b.time)
        .flatMap(({ time, points }) => (points.has(name) ? [[time, points.get(name) as number | string]] : []));
    },
    /** The next stretch after a run. */
    after(after: number, upTo: number): ModelRun[] {
      const known = inMemory().filter((each) => each.run > after);
      return known.filter((each) => each.epoch === known[0]?.epoch && each.time <= upTo);
    },
    newest: () => ({ run, time: newest }),
    oldest: () => (inMemory().length > 0 ? Math.min(...inMemory().map(({ time }) => time)) : undefined),
  };
}

/** One text is compared much faster than a thousand pairs. */
const say = (rows: readonly (readonly (number | string)[])[]) =>
  rows.map((row) => row.map((each) => (Object.is(each, -0) ? "-0" : each)).join(" ")).join(", ");

const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/** What a collector hands out next: mostly the same again, by the same objects or by others, in whatever order. */
function nextReadings({ chance, fraction, whole, weighted, some }: Random, before: Reading[]): Reading[] {
  const kept = before.filter(() => chance(0.99));
  for (const reading of kept)
    if (chance(0.3))
      reading.value = weighted([
        [5, fraction()],
        [1, -0],
        [1, Number.NaN],
        [5, 1],
      ]);
  const fresh = chance(0.1) ? some(names).map((name) => gauge(name, whole(0, 2))) : [];
  const all = chance(0.5) ? [...fresh, ...kept] : [...kept, ...fresh];
  if (chance(0.02)) all.reverse();
  return chance(0.1) ? all.map((reading) => ({ ...reading, labels: { ...reading.labels } })) : all;
}

test.each([1, 2, 3, 4])("the head is what a list of runs is (seed %i)", (seed) => {
  const random = createRandom(seed);
  const { chance, whole, pick } = random;
  const series = createSeriesTable();
  const idOf = (name: string) => series.find({ __name__: name }) ?? 0;
  let head: Head = createHead({ series });
  const model = createModel();
  let readings: Reading[] = names.slice(0, 5).map((name) => gauge(name, 0));
  let time = 0;

  function look(): void {
    const [from, to] = chance(0.2) ? [-1e9, 1e9] : [time - whole(0, 400_000), time + whole(-200_000, 1000)];
    for (const name of names) {
      expect(head.rowsOf(idOf(name), from, to, true).map(({ rows }) => say(points(rows)))).toEqual(
        model
          .rows(name, from, to)
          .slice(-1)
          .map((row) => say([row])),
      );
      expect(head.rowsOf(idOf(name), from, to).map(({ rows }) => say(points(rows)))).toEqual(
        [say(model.rows(name, from, to))].filter((text) => text !== ""),
      );
    }
    expect([head.newest("w"), head.oldest("w")]).toEqual([model.newest(), model.oldest()]);
  }

  function lookAtRuns(): void {
    const [after, upTo] = [whole(0, model.newest().run), chance(0.5) ? 1e9 : time - whole(0, 100_000)];
    const expected = model.after(after, upTo);
    const runs = head.runsAfter("w", after, upTo);
    expect(runs && [...runs.times]).toEqual(expected.length > 0 ? expected.map((run) => run.time) : undefined);
    if (!runs) return;
    const there = names.filter((name) => expected.some((run) => run.points.has(name)));
    expect([runs.firstRun, runs.lastRun, runs.series]).toEqual([
      expected[0]?.run,
      expected.at(-1)?.run,
      there.map(idOf).sort((a, b) => a - b),
    ]);
    for (const name of there) {
      expect(say([columnPoints(runs.column(idOf(name)))])).toBe(say([expected.map((run) => run.points.get(name) ?? "absent")]));
    }
  }

  for (let step = 0; step < 2000; step++) {
    time += chance(0.003) ? -whole(0, 600_000) : whole(chance(0.02) ? -2000 : 500, 1500);
    if (chance(0.01)) {
      head.endWriter("w", time);
      model.end(time);
    } else {
      readings = nextReadings(random, readings);
      expect(head.append("w", time, readings)).toBe(model.append(time, readings));
    }
    time = model.newest().time;
    if (chance(0.005)) {
      const run = whole(model.newest().run - 600, model.newest().run);
      head.forget("w", run);
      model.forget(run);
    }
    if (chance(0.002)) {
      const name = pick(names);
      head.forgetSeries([idOf(name)]);
      series.remove([idOf(name)]);
      model.forgetSeries(name);
    }
    if (chance(0.002)) head = restarted(head);
    if (chance(0.02)) look();
    if (chance(0.02)) lookAtRuns();
  }

  /** As a crash does: what another head is told from the log, in pieces. */
  function restarted(before: Head): Head {
    const after = createHead({ series });
    const oldest = before.runsAfter("w", 0);
    const sealed = { run: (oldest?.firstRun ?? model.newest().run + 1) - 1, time: oldest ? -1e9 : model.newest().time };
    const noColumn = () => ({ values: new Float64Array() });
    after.restore({
      writer: "w",
      firstRun: sealed.run,
      lastRun: sealed.run,
      times: new Float64Array([sealed.time]),
      series: [],
      column: noColumn,
    });
    for (let runs = oldest; runs; ) {
      const upTo = runs.times[whole(0, runs.times.length - 1)];
      after.restore(before.runsAfter("w", runs.firstRun - 1, upTo) ?? runs);
      runs = before.runsAfter("w", after.newest("w")?.run ?? 0);
    }
    return after;
  }
});
