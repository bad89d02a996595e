import { expect, test } from "vitest";
import type { CollectorRow } from "#shared/contract/sampling";
import { createAbsence } from "../../../../electron/engine/collectors/absence";
import type { Collector } from "../../../../electron/engine/collectors/collector";

const collector = (name: string, metric: string, platform: NodeJS.Platform = "linux"): Collector => ({
  name,
  about: "",
  help: { [metric]: "It is there to be measured." },
  platforms: [platform],
  every: 1000,
  collect: async () => [],
});

const row = (name: string, found: Pick<CollectorRow, "state" | "reason">): CollectorRow => ({
  name,
  about: "",
  everyMs: 1000,
  defaultEveryMs: 1000,
  isOn: found.state !== "off",
  isOnDemand: false,
  ...found,
});

const absenceOf = (found: Pick<CollectorRow, "state" | "reason">) =>
  createAbsence({ collectors: [collector("gpu", "gpu_load")], platform: "linux", rows: () => [row("gpu", found)] })("gpu_load");

test.each([
  { state: "off", says: 'gpu_load is not measured: the collector "gpu" is switched off in the settings.' },
  { state: "no-data", reason: "this machine has no GPU", says: "gpu_load is not measured: this machine has no GPU." },
  { state: "failing", reason: "EIO", says: "gpu_load could not be measured: EIO." },
  { state: "late", reason: "no answer within 2 s", says: "gpu_load could not be measured: no answer within 2 s." },
  { state: "idle", says: "gpu_load is measured from now on, as somebody asks for it; ask again in some seconds." },
  { state: "waiting", says: "gpu_load is measured from now on, as somebody asks for it; ask again in some seconds." },
  { state: "ok", says: undefined },
] as const)("of a metric whose collector is $state it is said: $says", ({ says, ...found }) => {
  expect(absenceOf(found)).toBe(says);
});

test("of two collectors that know a metric, one that measures it is enough", () => {
  const absence = createAbsence({
    collectors: [collector("one", "load"), collector("two", "load")],
    platform: "linux",
    rows: () => [row("one", { state: "off" }), row("two", { state: "ok" })],
  });
  expect(absence("load")).toBeUndefined();
});

test.each([
  {
    metric: "container_fs_usage_bytes",
    says: "container_fs_usage_bytes is not measured: adding up the files of each container would load its disk. What they read and write is, such as container_fs_writes_bytes_total.",
  },
  {
    metric: "node_timex_sync_status",
    says: "node_timex_sync_status is not measured: the kernel tells how well its clock is kept only by a system call that Watchdeck has no way to make.",
  },
])("of $metric, which others measure and Watchdeck never does, the reason is said", ({ metric, says }) => {
  expect(createAbsence({ collectors: [], platform: "linux", rows: () => [] })(metric)).toBe(says);
});

test.each(["misspelt", "of_another_system", "constructor"])("of %s, which nothing here measures, nothing is said", (metric) => {
  const absence = createAbsence({
    collectors: [collector("load", "load"), collector("other", "of_another_system", "darwin")],
    platform: "linux",
    rows: () => [row("load", { state: "off" })],
  });
  expect(absence(metric)).toBeUndefined();
});
