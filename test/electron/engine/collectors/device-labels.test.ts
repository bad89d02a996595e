import { expect, test } from "vitest";
import { deviceLabels } from "../../../../electron/engine/collectors/device-labels";

test("the labels of a device are the same object at every run, and nobody can change them", () => {
  const labels = deviceLabels("eth0");
  expect(labels).toEqual({ device: "eth0" });
  expect(deviceLabels("eth0")).toBe(labels);
  expect(Object.isFrozen(labels)).toBe(true);
});

test("they stay the same object while thousands of containers come and go, as long as the device is still asked for", () => {
  const labels = deviceLabels("eth0");
  for (let container = 0; container < 20_000; container++) {
    deviceLabels(`veth${container}`);
    if (container % 1000 === 0) expect(deviceLabels("eth0")).toBe(labels);
  }
});

test("names that every object has are names like others", () => {
  expect(deviceLabels("__proto__").device).toBe("__proto__");
  expect(deviceLabels("constructor").device).toBe("constructor");
});
