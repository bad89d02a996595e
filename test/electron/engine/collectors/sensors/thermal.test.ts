import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createThermal } from "../../../../../electron/engine/collectors/sensors/thermal";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const thermal = "/sys/class/thermal";
const failed = (code: string) => Object.assign(new Error(code), { code });

test("a thermal zone that does not answer is absent, as is a cooling device without a number", async () => {
  const host = createFakeHost({
    files: {
      [`${thermal}/thermal_zone0/type`]: "acpitz\n",
      [`${thermal}/thermal_zone0/temp`]: "-1500\n",
      [`${thermal}/thermal_zone10/type`]: "iwlwifi_1\n",
      [`${thermal}/thermal_zone10/temp`]: failed("ENODATA"),
      [`${thermal}/thermal_zone11/temp`]: "20000\n",
      [`${thermal}/cooling_device3/type`]: "intel_powerclamp\n",
      [`${thermal}/cooling_device3/cur_state`]: "-1\n",
      [`${thermal}/cooling_device3/max_state`]: "",
      [`${thermal}/thermal_message/lost`]: "1",
    },
  });
  expect(linesOf(await collectOnce(createThermal(), host))).toEqual([
    'node_cooling_device_cur_state{name="3", type="intel_powerclamp"} -1',
    'node_thermal_zone_temp{type="acpitz", zone="0"} -1.5',
  ]);
});

test("a machine without such hardware has no data", async () => {
  await expect(collectOnce(createThermal(), createFakeHost())).rejects.toThrow(
    new NoData("this machine shows no thermal zone and no cooling device"),
  );
});
