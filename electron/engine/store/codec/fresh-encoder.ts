// New runs into bytes for the log: every few seconds a few rows of many series, each against what the series had before.
import { deflateRawSync } from "node:zlib";
import type { Runs } from "../head/head";
import { BitWriter } from "./bit-stream";
import { ByteWriter } from "./byte-writer";
import { expected, farthestChange } from "./fresh-codes";
import { writeFreshColumn } from "./fresh-column-writer";
import { createFreshState, type FreshState, setSeries } from "./fresh-state";

export interface FreshEncoder {
  /**
   * One record. The next one builds on it: a record that did not reach the file asks for a `reset`, as does a new file.
   */
  encode(stretches: readonly Runs[]): Uint8Array;
  /** The next record will not need any before it. */
  reset(): void;
}

export function createFreshEncoder(): FreshEncoder {
  const writers = new Map<string, FreshState>();
  const head = new ByteWriter();
  const bits = new BitWriter();
  const numbers = new ByteWriter();

  function stateOf(writer: string): FreshState {
    let state = writers.get(writer);
    if (!state) {
      state = createFreshState(writer, writers.size);
      writers.set(writer, state);
    }
    return state;
  }

  function writeHead(runs: Runs, before: Runs | undefined, placeBefore: number): FreshState {
    const isNew = !writers.has(runs.writer);
    const state = stateOf(runs.writer);
    const { times, series, firstRun, lastRun } = runs;
    const asExpected = {
      writer: !isNew && state.place === placeBefore + 1,
      runs: firstRun === state.lastRun + 1 && lastRun === firstRun + times.length - 1,
      times: before !== undefined && isSame(times, before.times),
      series: isSame(series, state.series),
      wholeTimes: areWhole(times),
    };
    head.byte(
      (Object.keys(expected) as (keyof typeof expected)[]).reduce((sum, key) => sum + (asExpected[key] ? expected[key] : 0), 0),
    );
    if (!asExpected.writer) head.varint(isNew ? 0 : state.place + 1);
    if (isNew) head.text(runs.writer);
    if (!asExpected.times) writeTimes(head, times, asExpected.wholeTimes);
    if (!asExpected.runs) {
      head.signed(firstRun);
      head.signed(lastRun - firstRun);
    }
    if (!asExpected.series) {
      setSeries(state, [...series]);
      head.varint(series.length);
      for (const [at, id] of series.entries()) head.signed(id - (series[at - 1] ?? 0));
    }
    state.lastRun = lastRun;
    return state;
  }

  return {
    encode(stretches) {
      head.clear();
      bits.clear();
      numbers.clear();
      head.byte(writers.size === 0 ? 1 : 0);
      head.varint(stretches.length);
      let before: Runs | undefined;
      let place = -1;
      for (const runs of stretches) {
        const state = writeHead(runs, before, place);
        before = runs;
        place = state.place;
        for (const [position, id] of runs.series.entries()) {
          writeFreshColumn({ bits, numbers }, state, state.slots[position] as number, runs.column(id));
        }
      }
      const kinds = bits.copy();
      head.varint(kinds.length);
      head.bytes(kinds);
      head.bytes(numbers.view());
      return deflateRawSync(head.view(), { level: 6, memLevel: 7 });
    },
    reset: () => writers.clear(),
  };
}

function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

const areWhole = (times: Float64Array): boolean =>
  times.every((time, at) => Number.isSafeInteger(time) && Math.abs(time - (times[at - 1] ?? 0)) < farthestChange);

function writeTimes(out: ByteWriter, times: Float64Array, isWhole: boolean): void {
  out.varint(times.length);
  for (const [at, time] of times.entries()) {
    if (isWhole) out.signed(time - (times[at - 1] ?? 0));
    else out.double(time);
  }
}
