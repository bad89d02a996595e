import { expect, test } from "vitest";
import type { CollectorRow } from "#shared/contract/sampling";
import { createApi } from "../../../../electron/engine/api/api";
import { setUpSamplingApi } from "../../../../electron/engine/api/sampling";
import type { CollectorChoice } from "../../../../electron/engine/sampling/collector-run";
import { newSettings, type Settings } from "../../../../electron/engine/settings/schema";
import { quietLog } from "../../../support/transports";

const row = (name: string): CollectorRow => ({
  name,
  about: "",
  state: "ok",
  everyMs: 1000,
  defaultEveryMs: 1000,
  isOn: true,
  isOnDemand: false,
});

function setUp(collectors: Settings["collectors"] = []) {
  let present: Settings = { ...newSettings(), collectors };
  let listener: (settings: Settings) => void = () => {};
  let chosen: Record<string, CollectorChoice> = {};
  const api = createApi(quietLog);
  setUpSamplingApi(api, {
    scheduler: {
      status: () => [row("cpu"), row("__proto__")],
      set: (choices) => {
        chosen = Object.fromEntries(choices);
      },
    },
    settings: {
      get: () => present,
      async update(change) {
        present = change(present);
        listener(present);
        return present;
      },
      onChange(run) {
        listener = run;
        return () => true;
      },
    },
  });
  return { api, kept: () => present.collectors, chosen: () => chosen };
}

test("what was chosen in an earlier run holds from the start", () => {
  const { chosen } = setUp([{ id: "gpu", isOn: false }]);
  expect(chosen()).toEqual({ gpu: { isOn: false } });
});

test("a change is kept and followed at once, and leaves the rest of the choice as it was", async () => {
  const { api, kept, chosen } = setUp([{ id: "gpu", isOn: false }]);
  await api.run("sampling.change", { name: "cpu", everyMs: 5000 });
  await api.run("sampling.change", { name: "cpu", isOn: false });
  expect(kept()).toEqual([
    { id: "gpu", isOn: false },
    { id: "cpu", everyMs: 5000, isOn: false },
  ]);
  expect(chosen()).toEqual({ gpu: { isOn: false }, cpu: { everyMs: 5000, isOn: false } });
});

test("what is as it came is not kept", async () => {
  const { api, kept } = setUp([{ id: "cpu", everyMs: 5000, isOn: false }]);
  await api.run("sampling.change", { name: "cpu", isOn: true });
  expect(kept()).toEqual([{ id: "cpu", everyMs: 5000 }]);
  await api.run("sampling.change", { name: "cpu", everyMs: 1000 });
  expect(kept()).toEqual([]);
});

test("a collector that is not there is refused by its name", async () => {
  const { api } = setUp();
  expect(await api.run("sampling.change", { name: "gpus", isOn: false })).toMatchObject({
    ok: false,
    failure: { kind: "not-found", say: "This machine has no collector called gpus." },
  });
});

test.each([500, 1500, 0, -1000, 3_601_000, Number.NaN, "1s"])(
  "a period of %s is refused and changes nothing",
  async (everyMs) => {
    const { api, kept } = setUp();
    expect(await api.run("sampling.change", { name: "cpu", everyMs })).toMatchObject({
      ok: false,
      failure: { kind: "bad-request" },
    });
    expect(kept()).toEqual([]);
  },
);

test("a reset leaves every collector as it came", async () => {
  const { api, kept, chosen } = setUp([{ id: "cpu", everyMs: 5000 }]);
  await api.run("sampling.reset", {});
  expect({ kept: kept(), chosen: chosen() }).toEqual({ kept: [], chosen: {} });
});
