import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createPowerSupply } from "../../../../../electron/engine/collectors/sensors/power-supply";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const supplies = "/sys/class/power_supply";
const failed = (code: string) => Object.assign(new Error(code), { code });

test("a battery is told in watts, volts and degrees, and its state in labels", async () => {
  const host = createFakeHost({
    files: {
      [`${supplies}/BAT0/alarm`]: "1000",
      [`${supplies}/BAT0/capacity`]: "61\n",
      [`${supplies}/BAT0/power_now`]: "5156000\n",
      [`${supplies}/BAT0/temp`]: "287\n",
      [`${supplies}/BAT0/voltage_min_design`]: "11400000\n",
      [`${supplies}/BAT0/voltage_now`]: failed("ENODEV"),
      [`${supplies}/BAT0/model_name`]: '  "42T4977"\n',
      [`${supplies}/BAT0/serial_number`]: "\n",
      [`${supplies}/BAT0/status`]: "Discharging\n",
    },
  });
  const collector = createPowerSupply();
  const label = 'power_supply="BAT0"';
  const first = await collectOnce(collector, host);
  expect(linesOf(first)).toEqual([
    `node_power_supply_capacity{${label}} 61`,
    `node_power_supply_power_watt{${label}} 5.156`,
    `node_power_supply_temp_celsius{${label}} 28.7`,
    `node_power_supply_voltage_min_design{${label}} 11.4`,
    `node_power_supply_info{model_name="\\"42T4977\\"", ${label}, status="Discharging"} 1`,
  ]);

  const info = first.at(-1)?.labels;
  expect((await collectOnce(collector, host)).at(-1)?.labels).toBe(info);
  host.files.set(`${supplies}/BAT0/status`, "Charging\n");
  expect((await collectOnce(collector, host)).at(-1)?.labels).toEqual({ ...info, status: "Charging" });
  host.files.set(`${supplies}/BAT0/status`, failed("EIO"));
  expect(Object.keys((await collectOnce(collector, host)).at(-1)?.labels ?? {}).sort()).toEqual(["model_name", "power_supply"]);
});

test("a battery that is taken out between two runs leaves nothing but its name, and is gone within a minute", async () => {
  const host = createFakeHost({
    files: { [`${supplies}/AC/online`]: "1", [`${supplies}/BAT0/capacity`]: "61" },
  });
  let now = 0;
  host.now = () => now;
  const collector = createPowerSupply();
  await collectOnce(collector, host);
  host.files.delete(`${supplies}/BAT0/capacity`);
  const mains = ['node_power_supply_online{power_supply="AC"} 1', 'node_power_supply_info{power_supply="AC"} 1'];
  expect(linesOf(await collectOnce(collector, host))).toEqual([...mains, 'node_power_supply_info{power_supply="BAT0"} 1']);
  now = 60_000;
  expect(linesOf(await collectOnce(collector, host))).toEqual(mains);
});

test("a machine without such hardware has no data", async () => {
  await expect(collectOnce(createPowerSupply(), createFakeHost())).rejects.toThrow(
    new NoData("this machine shows no battery and no power adapter"),
  );
});
