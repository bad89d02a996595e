import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { formatQuantity } from "#shared/format/quantity";
import { examine, type Finding } from "../../../electron/cli/doctor/findings";
import type { System } from "../../../electron/cli/doctor/system";
import { table } from "../../../electron/cli/doctor-command";

/** A bare Linux server, but for what a test adds to it. */
const machine = (extra: Partial<System> = {}): System => ({
  platform: "linux",
  env: {},
  nodeVersion: "20.19.0",
  find: () => undefined,
  run: async () => undefined,
  whyNoDisplay: async () => undefined,
  exists: async () => false,
  readText: async () => undefined,
  list: async () => [],
  ...extra,
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "watchdeck-doctor-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function finding(what: string, system: Partial<System>): Promise<Finding | undefined> {
  const findings = await examine({ system: machine(system), version: "1.2.3", dataFolder: folder, now: 0 });
  return findings.find((each) => each.what === what);
}

describe("the doctor", () => {
  test.each([
    { nodeVersion: "20.18.3", state: "problem" },
    { nodeVersion: "18.20.0", state: "problem" },
    { nodeVersion: "20.19.0", state: "ok" },
    { nodeVersion: "22.0.0", state: "ok" },
  ])("finds Node $nodeVersion $state", async ({ nodeVersion, state }) => {
    expect(await finding("Node.js", { nodeVersion })).toMatchObject({ state });
  });

  test.each([
    { env: {}, why: "there is no display here", state: "missing", detail: "there is no display here" },
    { env: { DISPLAY: ":1" }, state: "ok", detail: "X11 :1" },
    { env: { DISPLAY: ":1", WAYLAND_DISPLAY: "wayland-0" }, state: "ok", detail: "Wayland wayland-0" },
  ])("finds the display: $detail", async ({ env, why, state, detail }) => {
    const system = { env: env as unknown as NodeJS.ProcessEnv, whyNoDisplay: async () => why };
    expect(await finding("Display", system)).toMatchObject({ state, detail });
  });

  test.each([
    { name: "none", system: {}, state: "missing", detail: "no GPU found" },
    {
      name: "two NVIDIA cards",
      system: { find: () => "/usr/bin/nvidia-smi", run: async () => "NVIDIA H100\nNVIDIA T4\n" },
      state: "ok",
      detail: "NVIDIA H100, NVIDIA T4 by nvidia-smi",
    },
    {
      name: "a driver that does not answer",
      system: { find: () => "/usr/bin/nvidia-smi" },
      state: "unknown",
      detail: "nvidia-smi is there but did not answer",
    },
    {
      name: "an AMD card",
      system: { list: async () => ["card0", "card0-DP-1", "renderD128"], readText: async () => "0x1002\n" },
      state: "ok",
      detail: "card0 (AMD) in /sys/class/drm",
    },
  ] as { name: string; system: Partial<System>; state: string; detail: string }[])(
    "finds GPUs: $name",
    async ({ system, state, detail }) => expect(await finding("GPU", system)).toMatchObject({ state, detail }),
  );

  const bus = { DBUS_SESSION_BUS_ADDRESS: "unix:path=/run/bus" };
  const only = (wanted: string, answer: string | undefined): Partial<System> => ({
    env: bus as unknown as NodeJS.ProcessEnv,
    find: (program: string) => (program === wanted ? `/usr/bin/${program}` : undefined),
    run: async () => answer,
  });
  test.each([
    { name: "no bus", system: {}, state: "unknown", detail: "there is no D-Bus session here" },
    {
      name: "no tool to ask with",
      system: only("none", undefined),
      state: "unknown",
      detail: "none of busctl, gdbus and dbus-send is installed",
    },
    {
      name: "a bus that is gone",
      system: only("gdbus", undefined),
      state: "unknown",
      detail: "the D-Bus session did not answer",
    },
    {
      name: "a service, by busctl",
      system: only("busctl", "NAME PID\norg.freedesktop.Notifications 42 dunst ada :1.5 user@1000.service - -\n"),
      state: "ok",
      detail: "org.freedesktop.Notifications answers on D-Bus",
    },
    {
      name: "a service, by gdbus",
      system: only("gdbus", "(['org.freedesktop.DBus', 'org.freedesktop.Notifications', ':1.5'],)\n"),
      state: "ok",
      detail: "org.freedesktop.Notifications answers on D-Bus",
    },
    {
      name: "a service, by dbus-send",
      system: only("dbus-send", '   array [\n      string "org.freedesktop.Notifications"\n   ]\n'),
      state: "ok",
      detail: "org.freedesktop.Notifications answers on D-Bus",
    },
    {
      name: "another service with a longer name",
      system: only("gdbus", "(['org.freedesktop.Notifications.Other'],)\n"),
      state: "missing",
      detail: "no notification service on D-Bus",
    },
  ])("finds the notification service: $name", async ({ system, state, detail }) => {
    expect(await finding("Notifications", system)).toMatchObject({ state, detail });
  });

  test("tells the size of a data folder that is there", async () => {
    await writeFile(join(folder, "settings.json"), "x".repeat(1234));
    expect(await finding("Data folder", {})).toMatchObject({
      state: "ok",
      detail: `${folder}, ${formatQuantity(1234, "bytes")}`,
    });
  });

  test("says that a data folder will be made", async () => {
    const inside = join(folder, "a", "b");
    const findings = await examine({ system: machine(), version: "1.2.3", dataFolder: inside, now: 0 });
    expect(findings).toContainEqual({ what: "Data folder", state: "ok", detail: `${inside}, made on the first start` });
  });

  test("says when nothing runs on the data folder", async () => {
    expect(await finding("Running", {})).toMatchObject({ state: "ok", detail: "no console on this data folder" });
  });
});

test("findings are a table with the advice below", () => {
  expect(
    table([
      { what: "GPU", state: "missing", detail: "no GPU found", advice: "buy one" },
      { what: "Display", state: "ok", detail: "X11 :1" },
    ]),
  ).toBe("GPU      missing  no GPU found\n                  → buy one\nDisplay  ok       X11 :1\n");
});
