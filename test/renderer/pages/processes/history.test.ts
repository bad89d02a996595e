import { describe, expect, test } from "vitest";
import type { Process } from "../../../../renderer/bridge/process-list";
import { type KeptLine, ProcessHistory } from "../../../../renderer/pages/processes/history";
import { process } from "./processes";

const cpu: readonly KeptLine[] = [{ figure: "cpuPercent", label: "CPU", colour: 1 }];

/** Six seconds in steps of two: four looks. */
function start() {
  const history = new ProcessHistory(6000, 2000);
  return {
    history,
    look: (seconds: number, ...processes: Process[]) => history.push({ time: seconds * 1000, processes }),
    read(key: string) {
      const { times, series } = history.feed(key, cpu).read();
      return Array.from(times, (time, index) => [time / 1000, series[0]?.values[index]]);
    },
  };
}

describe("the past of a process", () => {
  test("is kept before anybody chose it, and begins where it was first seen", () => {
    const { look, read } = start();
    look(0, process(1, { cpuPercent: 10 }));
    look(2, process(1, { cpuPercent: 20 }), process(2, { cpuPercent: 5 }));
    expect(read("1.1")).toEqual([
      [0, 10],
      [2, 20],
    ]);
    expect(read("2.1")).toEqual([
      [0, Number.NaN],
      [2, 5],
    ]);
  });

  test("is as long as the window", () => {
    const { look, read } = start();
    for (const second of [0, 2, 4, 6, 8, 10]) look(second, process(1, { cpuPercent: second }));
    expect(read("1.1")).toEqual([
      [4, 4],
      [6, 6],
      [8, 8],
      [10, 10],
    ]);
  });

  test("has a gap where the page was hidden", () => {
    const { look, read } = start();
    look(0, process(1, { cpuPercent: 1 }));
    look(6, process(1, { cpuPercent: 2 }));
    expect(read("1.1")).toEqual([
      [0, 1],
      [2, Number.NaN],
      [6, 2],
    ]);
  });

  test("is forgotten when it ends, unless it is held", () => {
    const { history, look, read } = start();
    look(0, process(1, { cpuPercent: 1 }), process(2, { cpuPercent: 2 }));
    history.hold("1.1");
    look(2);
    expect(read("1.1")).toEqual([
      [0, 1],
      [2, Number.NaN],
    ]);
    expect(read("2.1")).toEqual([
      [0, Number.NaN],
      [2, Number.NaN],
    ]);
  });

  test("that is held is not drawn a second time when the ring comes round", () => {
    const { history, look, read } = start();
    look(0, process(1, { cpuPercent: 1 }));
    history.hold("1.1");
    for (const second of [2, 4, 6, 8]) look(second);
    expect(read("1.1")).toEqual([2, 4, 6, 8].map((second) => [second, Number.NaN]));
  });

  test("is another one for a later process with the same id", () => {
    const { look, read } = start();
    look(0, process(1, { cpuPercent: 1 }));
    look(2, process(1, { cpuPercent: 2, startStamp: 9 }));
    expect(read("1.9")).toEqual([
      [0, Number.NaN],
      [2, 2],
    ]);
  });

  test("is gathered while the page stands still, and shown at once when it goes on", () => {
    const { history, look } = start();
    let told = 0;
    history.feed("1.1", cpu).onChange(() => told++);
    history.standStill(true);
    look(0, process(1));
    look(2, process(1));
    expect(told).toBe(0);
    history.standStill(false);
    expect(told).toBe(1);
  });
});
