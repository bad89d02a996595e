import { expect, test } from "vitest";
import { createProcessCounts, parseStat } from "../../../../../electron/engine/collectors/kernel/process-counts";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const stat = (name: string, state: string, threads: number) =>
  `8 (${name}) ${state} 1 8 8 0 -1 4194560 1000 0 0 0 10 20 0 0 20 0 ${threads} 0 8245 585728 100\n`;

test.each([
  { name: "a plain name", text: stat("bash", "S", 1), expected: { state: "S", threads: 1 } },
  { name: "brackets and spaces in the name", text: stat("a) R 1 (b", "D", 12), expected: { state: "D", threads: 12 } },
  { name: "a line feed and an emoji in the name", text: stat("a\n🦊", "Z", 1), expected: { state: "Z", threads: 1 } },
  { name: "a line that breaks off", text: "8 (bash) S 1 8", expected: undefined },
  { name: "an empty file", text: "", expected: undefined },
])("parseStat reads $name", ({ text, expected }) => expect(parseStat(text)).toEqual(expected));

test("processes and threads that end while they are counted are left out", async () => {
  const host = createFakeHost({
    files: {
      "/proc/1/stat": stat("init", "S", 1),
      "/proc/7/stat": Object.assign(new Error("ESRCH: no such process"), { code: "ESRCH" }),
      "/proc/9/stat": stat("pool", "S", 3),
      "/proc/9/task/9/stat": stat("pool", "S", 3),
      "/proc/9/task/10/stat": stat("pool", "R", 3),
      "/proc/9/task/11/comm": "it has just ended\n",
      "/proc/uptime": "1 2\n",
    },
  });
  expect(linesOf(await collectOnce(createProcessCounts(), host))).toEqual([
    "node_processes_threads 4",
    "node_processes_pids 2",
    'node_processes_state{state="S"} 2',
    'node_processes_threads_state{thread_state="S"} 2',
    'node_processes_threads_state{thread_state="R"} 1',
  ]);
});

test("thousands of processes do not keep the engine busy in one piece, and an abandoned count stops", async () => {
  const files = Object.fromEntries(Array.from({ length: 1000 }, (_, pid) => [`/proc/${pid + 1}/stat`, stat("x", "S", 1)]));
  const host = createFakeHost({ files });
  let turns = 0;
  const count = () => {
    turns++;
    if (turns < 1000) setImmediate(count);
  };
  setImmediate(count);
  await collectOnce(createProcessCounts(), host);
  expect(turns).toBeGreaterThanOrEqual(9);

  const abandoned = createProcessCounts().collect({ host, signal: AbortSignal.abort(new Error("too late")) });
  await expect(abandoned).rejects.toThrow("too late");
});
