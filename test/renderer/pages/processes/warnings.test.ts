import { describe, expect, test } from "vitest";
import { signalCommand, signalsOn } from "../../../../renderer/pages/processes/signals";
import { signalWarnings } from "../../../../renderer/pages/processes/warnings";
import { process } from "./processes";

const nobody = { processes: [], ownRoles: new Map() };

describe("before a signal is sent", () => {
  test("an ordinary process needs no warning", () => {
    expect(signalWarnings(process(7), "SIGTERM", nobody)).toEqual([]);
  });

  test.each([
    {
      role: "engine",
      says: "This is Watchdeck itself (the engine): rules are not evaluated and nothing is recorded until it is back.",
    },
    { role: "shell", says: "This is Watchdeck itself (the shell): the whole console goes with it." },
  ] as const)("the user hears that it is Watchdeck's own $role", ({ role, says }) => {
    expect(signalWarnings(process(7), "SIGKILL", { ...nobody, ownRoles: new Map([[7, role]]) })).toEqual([says]);
  });

  test("the user hears of the first process", () => {
    expect(signalWarnings(process(1), "SIGTERM", nobody)[0]).toMatch(/^This is the first process/);
  });

  test("the user hears of a kernel thread, which takes none", () => {
    expect(signalWarnings(process(7, { isKernelThread: true }), "SIGTERM", nobody)).toEqual([
      "This is a thread of the kernel: it takes no signals.",
    ]);
  });

  test("the user hears of children, where the signal ends their parent", () => {
    const family = { ...nobody, processes: [process(7), process(8, { parentPid: 7 }), process(9, { parentPid: 7 })] };
    expect(signalWarnings(process(7), "SIGTERM", family)).toEqual([
      "It has 2 child processes; they may end with it, or go on without it.",
    ]);
    expect(signalWarnings(process(7), "SIGCONT", family)).toEqual([]);
  });
});

test.each([
  { platform: "linux", signal: "SIGTERM", command: "kill -TERM 4131" },
  { platform: undefined, signal: "SIGUSR1", command: "kill -USR1 4131" },
  { platform: "win32", signal: "SIGKILL", command: "taskkill /F /PID 4131" },
] as const)("on $platform $signal is shown as `$command`", ({ platform, signal, command }) => {
  expect(signalCommand(platform, signal, 4131)).toBe(command);
});

test("SIGTERM is offered first, and Windows offers only what it has", () => {
  expect([signalsOn("linux")[0]?.name, signalsOn("win32").map(({ name }) => name)]).toEqual(["SIGTERM", ["SIGKILL"]]);
});
