// Files that are missing, empty, cut off, enormous or no numbers at all. Whatever a collector is given, it answers with
// numbers, says that there is nothing, or fails with a sentence; it never makes a number up out of half a file.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Collector, NoData } from "../../../../../electron/engine/collectors/collector";
import { createCgroup } from "../../../../../electron/engine/collectors/kernel/cgroup";
import { clockSource } from "../../../../../electron/engine/collectors/kernel/clock-source";
import { createCpu } from "../../../../../electron/engine/collectors/kernel/cpu";
import { createCpuFrequency } from "../../../../../electron/engine/collectors/kernel/cpu-frequency";
import { createCpuOnline } from "../../../../../electron/engine/collectors/kernel/cpu-online";
import { createCpuThrottling } from "../../../../../electron/engine/collectors/kernel/cpu-throttling";
import { createDmi } from "../../../../../electron/engine/collectors/kernel/dmi";
import { createEdac } from "../../../../../electron/engine/collectors/kernel/edac";
import { entropy } from "../../../../../electron/engine/collectors/kernel/entropy";
import { createFileDescriptors } from "../../../../../electron/engine/collectors/kernel/file-descriptors";
import { kernelHung } from "../../../../../electron/engine/collectors/kernel/kernel-hung";
import { createLoad } from "../../../../../electron/engine/collectors/kernel/load";
import { createMemory } from "../../../../../electron/engine/collectors/kernel/memory";
import { createOsRelease } from "../../../../../electron/engine/collectors/kernel/os-release";
import { createPressure } from "../../../../../electron/engine/collectors/kernel/pressure";
import { createProcessCounts } from "../../../../../electron/engine/collectors/kernel/process-counts";
import { createSchedstat } from "../../../../../electron/engine/collectors/kernel/schedstat";
import { selinux } from "../../../../../electron/engine/collectors/kernel/selinux";
import { createStat } from "../../../../../electron/engine/collectors/kernel/stat";
import { createVmstat } from "../../../../../electron/engine/collectors/kernel/vmstat";
import { watchdog } from "../../../../../electron/engine/collectors/kernel/watchdog";
import { collectOnce } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";
import { fixture } from "../../../../support/fixture";
import { plantMachine } from "../../../../support/machine-tree";

const collectors: (() => Collector)[] = [
  createCgroup,
  () => clockSource,
  createCpu,
  createCpuFrequency,
  createCpuOnline,
  createCpuThrottling,
  createDmi,
  createEdac,
  () => entropy,
  createFileDescriptors,
  () => kernelHung,
  createLoad,
  createMemory,
  createOsRelease,
  createPressure,
  createProcessCounts,
  createSchedstat,
  () => selinux,
  createStat,
  createVmstat,
  () => watchdog,
];

/** The machine's files by path. */
function readMachine(name: string): Record<string, string> {
  const tree = plantMachine(name);
  const entries = readdirSync(tree.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name));
  const texts = files.map((file) => [file.slice(tree.root.length), readFileSync(file, "utf8")]);
  tree.remove();
  return Object.fromEntries(texts);
}

const whole = {
  ...readMachine("kernel-server"),
  "/proc/self/cgroup": "0::/app\n",
  "/proc/self/mountinfo": "41 31 0:38 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n",
  "/sys/fs/cgroup/app/memory.max": "1000\n",
  "/sys/fs/cgroup/app/memory.current": "10\n",
  "/sys/fs/cgroup/app/cpu.max": "200000 100000\n",
  "/sys/fs/cgroup/app/cpu.stat": "nr_periods 5\nnr_throttled 2\nthrottled_usec 1500000\n",
  "/sys/fs/selinux/enforce": "1",
  "/proc/stat": fixture("proc/stat"),
};

const spoil: Record<string, (text: string) => string> = {
  "is as it should be": (text) => text,
  "is empty": () => "",
  "is one newline": () => "\n",
  "breaks off in the middle": (text) => text.slice(0, text.length / 2),
  "has words for numbers": (text) => text.replaceAll(/\d+/g, "many"),
  "has numbers beyond all measure": (text) => text.replaceAll(/\b\d+\b/g, (digits) => digits.padEnd(400, "9")),
  "has negative numbers": (text) => text.replaceAll(/\b\d+\b/g, "-$&"),
  "is binary": () => "\u{fffd}\0\u{1}\n\u{fffd}".repeat(50),
  "has a hundred thousand lines too many": (text) => text + "x 1\n".repeat(100_000),
};

const cases = collectors.flatMap((create) =>
  Object.entries(spoil).map(([name, how]) => ({ collector: create().name, name, how, create })),
);

test.each(cases)("$collector answers with numbers or a reason when what it reads $name", async ({ create, how }) => {
  const files = Object.fromEntries(Object.entries(whole).map(([path, text]) => [path, how(text)]));
  const answer = await collectOnce(create(), createFakeHost({ files })).catch((error: unknown) => error);
  if (answer instanceof Error) {
    const saysWhich = /^\/proc(\/\S+)? (holds no|names no processor|lists no process|has none of its lines)/;
    expect(answer instanceof NoData ? "no data" : answer.message).toMatch(answer instanceof NoData ? "no data" : saysWhich);
    return;
  }
  const readings = answer as Awaited<ReturnType<Collector["collect"]>>;
  expect(readings.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
  expect(readings.filter(({ labels }) => Object.values(labels).some((value) => typeof value !== "string"))).toEqual([]);
});

test.each(collectors.map((create) => ({ name: create().name, create })))(
  "$name has no data, or fails with the file's name, on a machine that has none of its files",
  async ({ create, name }) => {
    const answer = collectOnce(create(), createFakeHost());
    if (name === "selinux") {
      expect(await answer).toMatchObject([{ name: "node_selinux_enabled", value: 0 }]);
      return;
    }
    const error: unknown = await answer.catch((reason: unknown) => reason);
    const mustBeThere = /^(cpu|load|memory|stat|vmstat|file-descriptors|process-counts)$/.test(name);
    expect({ isNoData: error instanceof NoData, says: String(error) }).toEqual({
      isNoData: !mustBeThere,
      says: expect.stringMatching(mustBeThere ? /\/proc/ : /./),
    });
  },
);
