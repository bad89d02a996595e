// Collectors that look through folders of /sys.
import { expect, test } from "vitest";
import { NoData } from "../../../../electron/engine/collectors/collector";
import { cpuFrequency } from "../../../../electron/engine/collectors/cpu-frequency";
import { networkInterfaces } from "../../../../electron/engine/collectors/network-interfaces";
import { createTemperature } from "../../../../electron/engine/collectors/temperature";
import { collectOnce, linesOf } from "../../../support/collect";
import { createFakeHost } from "../../../support/fake-host";

const hwmon = "/sys/class/hwmon";

test("a chip is named after its place on its bus, as node_exporter names it, and each sensor has its label and limits", async () => {
  const host = createFakeHost({
    files: {
      [`${hwmon}/hwmon3/name`]: "coretemp\n",
      [`${hwmon}/hwmon3/temp1_input`]: "47000\n",
      [`${hwmon}/hwmon3/temp1_label`]: "Package id 0\n",
      [`${hwmon}/hwmon3/temp1_max`]: "100000\n",
      [`${hwmon}/hwmon3/temp1_crit`]: "105000\n",
      [`${hwmon}/hwmon3/temp2_input`]: "-5500\n",
    },
    links: {
      [`${hwmon}/hwmon3`]: "../../devices/platform/coretemp.0/hwmon/hwmon3",
      [`${hwmon}/hwmon3/device`]: "../../../coretemp.0",
    },
  });
  const chip = 'chip="platform_coretemp_0"';
  expect(linesOf(await collectOnce(createTemperature(), host))).toEqual([
    `node_hwmon_temp_celsius{${chip}, sensor="temp1"} 47`,
    `node_hwmon_temp_celsius{${chip}, sensor="temp2"} -5.5`,
    `node_hwmon_chip_names{${chip}, chip_name="coretemp"} 1`,
    `node_hwmon_sensor_label{${chip}, label="Package id 0", sensor="temp1"} 1`,
    `node_hwmon_temp_max_celsius{${chip}, sensor="temp1"} 100`,
    `node_hwmon_temp_crit_celsius{${chip}, sensor="temp1"} 105`,
  ]);
});

test.each([
  {
    name: "a PCI function",
    links: { link: "../../devices/pci0000:00/0000:00:18.3/hwmon/hwmon0", device: "../../../0000:00:18.3" },
    expected: "pci0000:00_0000:00:18_3",
  },
  {
    name: "a disk",
    links: { link: "../../devices/pci0000:00/0000:01:00.0/nvme/nvme0/hwmon0", device: "../../nvme0" },
    expected: "nvme_nvme0",
  },
])("the chip of $name is called $expected", async ({ links, expected }) => {
  const host = createFakeHost({
    files: { [`${hwmon}/hwmon0/temp1_input`]: "30000" },
    links: { [`${hwmon}/hwmon0`]: links.link, [`${hwmon}/hwmon0/device`]: links.device },
  });
  const [reading] = await collectOnce(createTemperature(), host);
  expect(reading?.labels).toEqual({ chip: expected, sensor: "temp1" });
});

test("a sensor that has nothing to say is left out, and a chip without a device has its own name", async () => {
  const host = createFakeHost({
    files: {
      [`${hwmon}/hwmon0/name`]: "acpitz\n",
      [`${hwmon}/hwmon0/temp1_input`]: new Error("EAGAIN"),
      [`${hwmon}/hwmon0/temp2_input`]: "30000",
      [`${hwmon}/hwmon1/name`]: "BAT0\n",
      [`${hwmon}/hwmon1/in0_input`]: "12000",
    },
  });
  expect(linesOf(await collectOnce(createTemperature(), host))).toEqual([
    'node_hwmon_temp_celsius{chip="acpitz", sensor="temp2"} 30',
    'node_hwmon_chip_names{chip="acpitz", chip_name="acpitz"} 1',
  ]);
});

test("a chip that is plugged in is found at the next run", async () => {
  const temperature = createTemperature();
  const host = createFakeHost({ files: { [`${hwmon}/hwmon0/temp1_input`]: "30000" } });
  await collectOnce(temperature, host);
  host.files.set(`${hwmon}/hwmon1/temp1_input`, "31000");
  const lines = linesOf(await collectOnce(temperature, host));
  expect(lines).toEqual([
    'node_hwmon_temp_celsius{chip="hwmon0", sensor="temp1"} 30',
    'node_hwmon_temp_celsius{chip="hwmon1", sensor="temp1"} 31',
  ]);
});

test("a virtual machine without sensors has no data", async () => {
  await expect(collectOnce(createTemperature(), createFakeHost())).rejects.toThrow(
    new NoData("this machine shows no temperature sensor"),
  );
});

test("the clock frequency is given in hertz for the threads that show it", async () => {
  const cpu = "/sys/devices/system/cpu";
  const host = createFakeHost({
    files: {
      [`${cpu}/cpu0/cpufreq/scaling_cur_freq`]: "3400000\n",
      [`${cpu}/cpu1/cpufreq/scaling_cur_freq`]: new Error("EBUSY"),
      [`${cpu}/cpufreq/boost`]: "1",
      [`${cpu}/online`]: "0-1",
    },
  });
  expect(linesOf(await collectOnce(cpuFrequency, host))).toEqual(['node_cpu_scaling_frequency_hertz{cpu="0"} 3400000000']);
});

const net = "/sys/class/net";

test("an interface that is down has no speed, and one of unknown speed does not claim a negative one", async () => {
  const host = createFakeHost({
    files: {
      [`${net}/eth0/operstate`]: "up\n",
      [`${net}/eth0/speed`]: "1000\n",
      [`${net}/eth0/mtu`]: "1500\n",
      [`${net}/wlan0/operstate`]: "down\n",
      [`${net}/wlan0/speed`]: new Error("EINVAL"),
      [`${net}/lo/operstate`]: "unknown\n",
      [`${net}/tap0/operstate`]: "up\n",
      [`${net}/tap0/speed`]: "-1\n",
      [`${net}/bonding_masters`]: "bond0\n",
    },
  });
  expect(linesOf(await collectOnce(networkInterfaces, host))).toEqual([
    'node_network_up{device="eth0"} 1',
    'node_network_speed_bytes{device="eth0"} 125000000',
    'node_network_mtu_bytes{device="eth0"} 1500',
    'node_network_up{device="wlan0"} 0',
    'node_network_up{device="lo"} 0',
    'node_network_up{device="tap0"} 1',
  ]);
});
