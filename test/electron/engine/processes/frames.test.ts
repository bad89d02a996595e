import { expect, test } from "vitest";
import type { ProcessFrame, ProcessInfo } from "#shared/contract/processes";
import { createTableSender } from "../../../../electron/engine/processes/frames";
import { firstOf, type ProcessTable, width } from "../../../../electron/engine/processes/process-scan";

const info = (pid: number, command = ""): ProcessInfo => ({
  pid,
  startStamp: 5,
  parentPid: 1,
  name: "a",
  user: "root",
  command,
  isKernelThread: false,
});

const tableOf = (time: number, infos: ProcessInfo[]): ProcessTable => ({
  time,
  total: 9,
  running: 1,
  threads: 12,
  infos,
  pids: Float64Array.from(infos, ({ pid }) => pid),
  numbers: Float64Array.from({ length: infos.length * width }, (_, index) => index),
});

function reader(credit: number) {
  const frames: ProcessFrame[] = [];
  const writer = {
    credit,
    send(frame: ProcessFrame) {
      writer.credit--;
      frames.push(frame);
    },
    onCredit: undefined as (() => void) | undefined,
    end() {},
    signal: new AbortController().signal,
  };
  const grant = (more: number) => {
    writer.credit += more;
    writer.onCredit?.();
  };
  const told = () => frames.map(({ time, isWhole, infos }) => ({ time, isWhole, infos: infos.map(({ pid }) => pid) }));
  return { send: createTableSender(writer), grant, frames, told };
}

const [a, b, c] = [info(1), info(2), info(3)];

test("an info comes once, again when it changes, and again when its process was not in the frame before", () => {
  const { send, told } = reader(100);
  const changed = info(1, "another title");
  for (const [time, infos] of [[a, b], [b, a], [b, changed], [b], [changed, b], [changed, c]].entries()) {
    send(tableOf(time, infos));
  }
  expect(told()).toEqual([
    { time: 0, isWhole: true, infos: [1, 2] },
    { time: 1, isWhole: false, infos: [] },
    { time: 2, isWhole: false, infos: [1] },
    { time: 3, isWhole: false, infos: [] },
    { time: 4, isWhole: false, infos: [1] },
    { time: 5, isWhole: false, infos: [3] },
  ]);
});

test("a reader without credit misses frames, and no info", () => {
  const { send, grant, told } = reader(1);
  send(tableOf(1, [a]));
  send(tableOf(2, [a, b]));
  send(tableOf(3, [a, b, c]));
  grant(5);
  grant(1);
  send(tableOf(4, [a, b, c]));
  expect(told()).toEqual([
    { time: 1, isWhole: true, infos: [1] },
    { time: 3, isWhole: false, infos: [2, 3] },
    { time: 4, isWhole: false, infos: [] },
  ]);
});

test("a frame has the contract's numbers, and two readers do not share what they know", () => {
  const [first, second] = [reader(9), reader(9)];
  const table = tableOf(1, [a, b]);
  first.send(table);
  second.send(tableOf(0, [b]));
  second.send(table);
  expect(first.frames[0]).toEqual({
    time: 1,
    total: 9,
    running: 1,
    threads: 12,
    isWhole: true,
    infos: [a, b],
    pids: Float64Array.of(1, 2),
    numbers: table.numbers,
  });
  expect(second.frames[1]?.infos).toEqual([a]);
});

test("the first of a table are a table of their own, without the memory of the others", () => {
  const first = firstOf(tableOf(1, [a, b, c]), 1);
  expect({ pids: [...first.pids], infos: first.infos, bytes: first.numbers.buffer.byteLength }).toEqual({
    pids: [1],
    infos: [a],
    bytes: width * 8,
  });
});
