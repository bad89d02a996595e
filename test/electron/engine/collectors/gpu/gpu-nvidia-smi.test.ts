import { spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { minutes, seconds } from "#shared/units/time";
import { createLineReader } from "../../../../../electron/engine/collectors/gpu/gpu-line-reader";
import { type Command, nvidiaCommands } from "../../../../../electron/engine/collectors/gpu/nvidia-program";
import { createNvidiaSmi, type NvidiaAnswer, type NvidiaSmi } from "../../../../../electron/engine/collectors/gpu/nvidia-smi";
import { eventually } from "../../../../support/eventually";
import { createFakeClock, settle } from "../../../../support/fake-clock";
import { createFakeProgram } from "../../../../support/fake-nvidia-program";

let running: NvidiaSmi | undefined;
afterEach(() => {
  running?.stop();
  delete process.env.FAKE_SMI;
});

const standIn: Command = [process.execPath, resolve(import.meta.dirname, "../../../../support/fake-nvidia-smi.mjs")];

function startStandIn(behaviour: string, commands: Command[] = [standIn]) {
  process.env.FAKE_SMI = behaviour;
  const clock = createFakeClock();
  const started: string[][] = [];
  const startProgram = ((...how: Parameters<typeof spawn>) => {
    started.push([...(how[1] as string[])]);
    return spawn(...how);
  }) as typeof spawn;
  const smi = createNvidiaSmi({ clock, startProgram, commands });
  running = smi;
  const until = <T>(found: (answer: NvidiaAnswer) => T | undefined, what: string) => eventually(() => found(smi.ask()), what);
  const answered = (kind: NvidiaAnswer["kind"]) =>
    until((answer) => (answer.kind === kind ? answer : undefined), `an answer of kind ${kind}`);
  return { clock, smi, answered, until, started };
}

test("one program is started and asked for as long as it talks, and each card has its latest row", async () => {
  const { until, started } = startStandIn("talks");
  const rows = await until(
    (answer) => (answer.kind === "rows" && answer.rows.length === 2 ? answer.rows : undefined),
    "both cards",
  );
  expect(rows.map(({ index, name, figures }) => [index, name, figures.dutyCyclePercent, figures.powerMilliwatts])).toEqual([
    ["0", "NVIDIA GeForce RTX 4090", 37, 71_200],
    ["1", "NVIDIA GB10", 0, undefined],
  ]);
  expect(started.length).toBe(1);
});

test("a driver that does not know a field is asked again at once without it", async () => {
  const { until, started } = startStandIn("old-driver");
  const row = await until((answer) => (answer.kind === "rows" ? answer.rows[0] : undefined), "rows of the old driver");
  expect(row.figures).toMatchObject({ dutyCyclePercent: 37, limitedByPower: 1, limitedByHardware: 0 });
  expect(row.figures).not.toHaveProperty("encoderPercent");
  // Each time it names one field only.
  expect(started.length).toBe(4);
});

test("a card that falls off the bus says so in its row, and the other goes on", async () => {
  const { until } = startStandIn("loses-card");
  const rows = await until(
    (answer) => (answer.kind === "rows" && answer.rows.some(({ trouble }) => trouble) ? answer.rows : undefined),
    "the loss of a card",
  );
  expect(rows.map(({ trouble, figures }) => [trouble, figures.dutyCyclePercent])).toEqual([
    [undefined, 37],
    ["GPU is lost", undefined],
  ]);
});

test("a program that stops talking is killed after five seconds, and started again after a second", async () => {
  const { clock, smi, answered } = startStandIn("silent");
  await answered("rows");
  await clock.advance(seconds(5) + 1);
  expect(smi.ask()).toEqual({ kind: "failing", reason: "nvidia-smi did not answer within 5 s" });
  process.env.FAKE_SMI = "talks";
  await clock.advance(seconds(1));
  await answered("rows");
});

test("a program that never speaks is given twenty seconds, because the driver may have to be loaded", async () => {
  const { clock, smi } = startStandIn("talks", [[process.execPath, "-e", "setInterval(() => {}, 1000)", "--"]]);
  expect(smi.ask()).toEqual({ kind: "waiting" });
  await clock.advance(seconds(20));
  expect(smi.ask()).toEqual({ kind: "waiting" });
  await clock.advance(1);
  expect(smi.ask()).toEqual({ kind: "failing", reason: "nvidia-smi did not answer within 20 s" });
});

test("a program that complains and ends is quoted, and tried again after a growing pause", async () => {
  const { clock, smi, answered, started } = startStandIn("no-driver");
  const failing = await answered("failing");
  expect(failing).toMatchObject({ reason: expect.stringContaining("couldn't communicate with the NVIDIA driver") });
  process.env.FAKE_SMI = "talks";
  await clock.advance(500);
  expect([smi.ask().kind, started.length]).toEqual(["failing", 1]);
  await clock.advance(500);
  await answered("rows");
  expect(started.length).toBe(2);
});

test.each([
  {
    name: "its library does not fit the driver",
    text: "Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 615.71\n",
    reason: "Failed to initialize NVML: Driver/library version mismatch",
  },
  {
    name: "a card is lost after it has answered",
    text: "index, uuid, name\n0, GPU-1, A\nUnable to determine the device handle for GPU 0000:02:00.0: GPU is lost. Reboot the system to recover this GPU\n",
    reason: "Unable to determine the device handle for GPU 0000:02:00.0: GPU is lost. Reboot the system to recover this GPU",
  },
  { name: "it was told nothing by it", text: "index, uuid, name\n\n", reason: "nvidia-smi ended with code 9" },
])("a program that ends because $name is quoted in its first words", ({ text, reason }) => {
  const program = createFakeProgram();
  const smi = createNvidiaSmi({ clock: createFakeClock(), startProgram: program.start });
  smi.ask();
  program.say(text);
  program.end(9);
  expect(smi.ask()).toEqual({ kind: "failing", reason });
});

test("a program that ends in the middle is told by its code", async () => {
  const { answered } = startStandIn("dies");
  expect(await answered("failing")).toEqual({ kind: "failing", reason: "nvidia-smi ended with code 1" });
});

test("a machine that can start no more programs is a failure with a reason, and it is tried again", async () => {
  const clock = createFakeClock();
  let kills = 0;
  const spawnFails = (() => {
    // Out of descriptors, Node gives a child without streams and without a pid, and tells of it by an event. To kill that
    // one is to kill number 0, which means our own group of processes.
    const child = Object.assign(new EventEmitter(), { kill: () => ++kills > 0 });
    process.nextTick(() => child.emit("error", Object.assign(new Error("spawn nvidia-smi EMFILE"), { code: "EMFILE" })));
    return child;
  }) as unknown as typeof spawn;
  const smi = createNvidiaSmi({ clock, startProgram: spawnFails, commands: [standIn] });
  smi.ask();
  await settle();
  expect(smi.ask()).toEqual({ kind: "failing", reason: "nvidia-smi could not be started: spawn nvidia-smi EMFILE" });
  smi.stop();
  expect(kills).toBe(0);
});

test("what a wrapper started ends with it: nobody reads what it prints any more", async () => {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-wrapper-"));
  const note = join(folder, "pid");
  const program = `require("fs").writeFileSync(${JSON.stringify(note)}, String(process.pid)); setInterval(() => console.log("x"), 20)`;
  const wrapper: Command = ["/bin/sh", "-c", `"${process.execPath}" -e '${program}'; true`];
  const { smi } = startStandIn("talks", [wrapper]);
  smi.ask();
  const pid = await eventually(() => (existsSync(note) && Number(readFileSync(note, "utf8"))) || undefined, "the program's pid");
  smi.stop();
  await eventually(() => (existsSync(`/proc/${pid}`) ? undefined : true), "the end of the program behind the wrapper");
  rmSync(folder, { recursive: true });
});

test("what a program that was ended still says is not heard", () => {
  const program = createFakeProgram();
  const smi = createNvidiaSmi({ clock: createFakeClock(), startProgram: program.start });
  smi.ask();
  program.say("index, uuid, name\n");
  smi.stop();
  smi.ask();
  program.say("index, uuid, name\n");
  program.say("0, GPU-1, A\n", 0);
  expect([smi.ask(), program.starts]).toEqual([{ kind: "waiting" }, 2]);
});

test("where the first place has no such program the next is tried, as in Windows' Linux subsystem", async () => {
  const { answered } = startStandIn("talks", [["/no/such/nvidia-smi"], standIn]);
  await answered("rows");
  expect(nvidiaCommands("linux")).toEqual([["nvidia-smi"], ["/usr/lib/wsl/lib/nvidia-smi"]]);
});

test("a machine without the program is told apart from one where it fails, and looked at again after five minutes", async () => {
  const { clock, answered, started } = startStandIn("talks", [["/no/such/nvidia-smi"]]);
  await answered("absent");
  expect(started.length).toBe(1);
  await clock.advance(minutes(5));
  await eventually(() => {
    running?.ask();
    return started.length === 2 ? true : undefined;
  }, "a second try");
});

test.each([
  { name: "pieces of lines", pieces: ["a", "b\nc", "\n"], expected: ["ab", "c"] },
  { name: "carriage returns", pieces: ["a\r\nb\r\n"], expected: ["a", "b"] },
  { name: "empty lines", pieces: ["\n\na\n"], expected: ["", "", "a"] },
  { name: "a last line without its end", pieces: ["a\nb"], expected: ["a", "b"] },
  { name: "a letter cut in two", pieces: [Buffer.from([0xc3]), Buffer.from([0xa9, 0x0a])], expected: ["é"] },
  { name: "a line without end", pieces: ["x".repeat(40_000), "x".repeat(40_000), "x", "tail\nb\n"], expected: ["b"] },
])("$name are read as lines", ({ pieces, expected }) => {
  const heard: string[] = [];
  const reader = createLineReader((line) => heard.push(line));
  for (const piece of pieces) reader.push(piece);
  reader.end();
  expect(heard).toEqual(expected);
});
