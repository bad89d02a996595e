import { describe, expect, test } from "vitest";
import { settleChosen } from "../../../../renderer/pages/processes/chosen";
import { process } from "./processes";

describe("the chosen process", () => {
  test("is found by the id of a link", () => {
    const seven = process(7);
    expect(settleChosen(undefined, 7, { time: 1, processes: [process(6), seven] })).toEqual({ pid: 7, process: seven });
  });

  test("that never was has no figures", () => {
    expect(settleChosen(undefined, 7, { time: 1, processes: [] })).toEqual({ pid: 7 });
  });

  test("has the figures of the latest look", () => {
    const later = process(7, { cpuPercent: 50 });
    expect(settleChosen({ pid: 7, process: process(7) }, 7, { time: 2, processes: [later] })?.process).toBe(later);
  });

  test("keeps its last figures when it ends, and the time at which it was first missed", () => {
    const was = { pid: 7, process: process(7, { cpuPercent: 50 }) };
    const ended = settleChosen(was, 7, { time: 2, processes: [] });
    expect(ended).toEqual({ ...was, endedAt: 2 });
    expect(settleChosen(ended, 7, { time: 4, processes: [] })).toBe(ended);
  });

  test("is not mistaken for a later one with its id", () => {
    const was = { pid: 7, process: process(7, { startStamp: 1 }) };
    const next = settleChosen(was, 7, { time: 2, processes: [process(7, { startStamp: 2 })] });
    expect(next).toEqual({ ...was, endedAt: 2 });
  });

  test("is the same object while nothing has changed", () => {
    const seven = process(7);
    const was = { pid: 7, process: seven };
    expect(settleChosen(was, 7, { time: 2, processes: [seven] })).toBe(was);
    expect(settleChosen(was, undefined, { time: 2, processes: [seven] })).toBeUndefined();
    expect(settleChosen(was, 7, undefined)).toBe(was);
  });
});
