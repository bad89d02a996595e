import { expect, test } from "vitest";
import { type Attribute, labelsOf, putAttributes } from "../../../../electron/engine/collectors/attributes";
import { createReadingList } from "../../../../electron/engine/collectors/reading-list";
import { createFakeHost } from "../../../support/fake-host";

const { signal } = new AbortController();

function attributes(count: number, more?: Partial<Attribute>): Attribute[] {
  return Array.from({ length: count }, (_, index) => ({
    path: `/sys/class/hwmon/hwmon0/temp${index}_input`,
    name: "t",
    kind: "gauge",
    labels: { sensor: String(index) },
    per: 1,
    ...more,
  }));
}

function hostOf(files: readonly Attribute[]) {
  const host = createFakeHost({ files: Object.fromEntries(files.map(({ path }) => [path, "1"])) });
  const reads: { path: string; how: string | undefined }[] = [];
  let underWay = 0;
  let atOnce = 0;
  const readText = host.readText;
  host.readText = async (path, itsSignal, how) => {
    reads.push({ path, how });
    atOnce = Math.max(atOnce, ++underWay);
    await Promise.resolve();
    underWay--;
    return readText(path, itsSignal, how);
  };
  return { host, reads, atOnce: () => atOnce };
}

test("of a thousand sensors one is asked at a time, and a hundred files are kept open", async () => {
  const files = attributes(1000);
  const { host, reads, atOnce } = hostOf(files);
  const list = createReadingList();
  list.start();
  await putAttributes(files, { host, signal }, list);
  expect(list.readings().length).toBe(1000);
  expect(reads.filter(({ how }) => how !== "seldom").length).toBe(100);
  expect(atOnce()).toBe(1);
});

test("what is settled is asked once, whether it could be read or not", async () => {
  const files = attributes(2, { isSettled: true });
  const { host, reads } = hostOf(files.slice(0, 1));
  const list = createReadingList();
  for (let run = 0; run < 3; run++) {
    list.start();
    await putAttributes(files, { host, signal }, list);
    expect(list.readings().map(({ labels }) => labels.sensor)).toEqual(["0"]);
  }
  expect(reads.length).toBe(2);
});

test("a device's sleep is asked for once for all of its files, and at every run", async () => {
  const sleeper = "/sys/class/hwmon/hwmon0/device/power/runtime_status";
  const files = attributes(3, { sleeper });
  const { host, reads } = hostOf(files);
  host.files.set(sleeper, "suspended\n");
  const list = createReadingList();
  const run = async () => {
    list.start();
    await putAttributes(files, { host, signal }, list);
    return list.readings().length;
  };
  expect(await run()).toBe(0);
  expect(reads.map(({ path }) => path)).toEqual([sleeper]);
  host.files.set(sleeper, "active\n");
  expect(await run()).toBe(3);
});

test("labels without a value are no labels", () => {
  expect(labelsOf({ device: "sda", model: "", serial: undefined })).toEqual({ device: "sda" });
});
