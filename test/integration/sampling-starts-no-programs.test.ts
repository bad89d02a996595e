// Node tells on a channel of every program that it starts: https://nodejs.org/api/diagnostics_channel.html
import { spawn, spawnSync } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createHost } from "../../electron/engine/collectors/host/host-access";
import { createCollectors } from "../../electron/engine/collectors/index";

let started = 0;
const onStart = () => {
  started++;
};

beforeEach(() => {
  started = 0;
  subscribe("child_process", onStart);
});
afterEach(() => void unsubscribe("child_process", onStart));

const nvidia = spawnSync("nvidia-smi", ["-L"]).status === 0;

test.runIf(process.platform === "linux")("no collector of this machine starts a program, however often it runs", async () => {
  const host = createHost();
  const collectors = createCollectors().filter(({ platforms }) => platforms.includes(host.platform));
  for (let run = 0; run < 3; run++) {
    for (const collector of collectors) {
      // What a machine lacks throws; that is a run too.
      await collector.collect({ host, signal: new AbortController().signal }).catch(() => []);
    }
  }
  for (const { close } of collectors) close?.();
  host.close();
  // NVIDIA's cards are asked by one program that is started once and goes on.
  expect(started).toBe(nvidia ? 1 : 0);
});

test("the channel tells of a program that is started, so the test above can fail", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.on("exit", resolve));
  expect(started).toBe(1);
});
