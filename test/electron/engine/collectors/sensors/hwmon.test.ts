import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createHwmon } from "../../../../../electron/engine/collectors/sensors/hwmon";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const hwmon = "/sys/class/hwmon";
const failed = (code: string) => Object.assign(new Error(code), { code });

test("a chip is named after its place on its bus, and each sensor has its label and limits", async () => {
  const host = createFakeHost({
    files: {
      [`${hwmon}/hwmon3/name`]: "coretemp\n",
      [`${hwmon}/hwmon3/temp1_input`]: "47000\n",
      [`${hwmon}/hwmon3/temp1_label`]: "Package id 0\n",
      [`${hwmon}/hwmon3/temp1_max`]: "100000\n",
      [`${hwmon}/hwmon3/temp2_input`]: "-5500\n",
      [`${hwmon}/hwmon3/uevent`]: "",
      [`${hwmon}/hwmon3/power/runtime_status`]: "unsupported\n",
    },
    links: {
      [`${hwmon}/hwmon3`]: "../../devices/platform/coretemp.0/hwmon/hwmon3",
      "/sys/devices/platform/coretemp.0/hwmon/hwmon3/device": "../../../coretemp.0",
    },
  });
  const chip = 'chip="platform_coretemp_0"';
  expect(linesOf(await collectOnce(createHwmon(), host))).toEqual([
    `node_hwmon_temp_celsius{${chip}, sensor="temp1"} 47`,
    `node_hwmon_temp_max_celsius{${chip}, sensor="temp1"} 100`,
    `node_hwmon_temp_celsius{${chip}, sensor="temp2"} -5.5`,
    `node_hwmon_chip_names{${chip}, chip_name="coretemp"} 1`,
    `node_hwmon_sensor_label{${chip}, label="Package id 0", sensor="temp1"} 1`,
  ]);
});

test.each([
  {
    name: "a PCI function",
    link: "../../devices/pci0000:00/0000:00:18.3/hwmon/hwmon0",
    device: "../../../0000:00:18.3",
    expected: "pci0000:00_0000:00:18_3",
  },
  {
    name: "a disk",
    link: "../../devices/pci0000:00/0000:01:00.0/nvme/nvme0/hwmon0",
    device: "../../nvme0",
    expected: "nvme_nvme0",
  },
  { name: "no device", link: "../../devices/virtual/hwmon/hwmon0", device: undefined, expected: "acpi_tz" },
])("the chip of $name is called $expected", async ({ link, device, expected }) => {
  const real = link.replace("../..", "/sys");
  const host = createFakeHost({
    files: { [`${hwmon}/hwmon0/temp1_input`]: "30000", [`${hwmon}/hwmon0/name`]: "ACPI-tz\n" },
    links: { [`${hwmon}/hwmon0`]: link, ...(device !== undefined && { [`${real}/device`]: device }) },
  });
  const [reading] = await collectOnce(createHwmon(), host);
  expect(reading?.labels).toEqual({ chip: expected, sensor: "temp1" });
});

test.each(["EAGAIN", "ENXIO", "EIO", "ENODEV", "EACCES"])(
  "a sensor that answers %s is absent for that run, and the others are not",
  async (code) => {
    const file = `${hwmon}/hwmon0/temp1_input`;
    const host = createFakeHost({
      files: { [file]: "30000", [`${hwmon}/hwmon0/temp2_input`]: "31000" },
    });
    const collector = createHwmon();
    const both = [
      'node_hwmon_temp_celsius{chip="hwmon0", sensor="temp1"} 30',
      'node_hwmon_temp_celsius{chip="hwmon0", sensor="temp2"} 31',
    ];
    expect(linesOf(await collectOnce(collector, host))).toEqual(both);
    host.files.set(file, failed(code));
    expect(linesOf(await collectOnce(collector, host))).toEqual(both.slice(1));
    host.files.set(file, "30000");
    expect(linesOf(await collectOnce(collector, host))).toEqual(both);
  },
);

test.each([
  { name: "empty", text: "" },
  { name: "not a number", text: "N/A\n" },
  { name: "cut off", text: "-" },
  { name: "no number that can be said", text: "9".repeat(400) },
])("a sensor whose file is $name is absent", async ({ text }) => {
  const host = createFakeHost({
    files: { [`${hwmon}/hwmon0/temp1_input`]: text, [`${hwmon}/hwmon0/fan1_input`]: "900" },
  });
  expect(linesOf(await collectOnce(createHwmon(), host))).toEqual(['node_hwmon_fan_rpm{chip="hwmon0", sensor="fan1"} 900']);
});

test("a label with quotes, line feeds and what is no UTF-8 is a label like any other", async () => {
  const label = '"CPU"\n🔥 \uFFFD';
  const host = createFakeHost({
    files: { [`${hwmon}/hwmon0/temp1_label`]: `${label}\n`, [`${hwmon}/hwmon0/temp1_input`]: "1000" },
  });
  const readings = await collectOnce(createHwmon(), host);
  expect(readings.map(({ labels }) => labels.label)).toEqual([undefined, label]);
});

test("sensors are listed once a minute, and limits read as often; what they measure is read at every run", async () => {
  const host = createFakeHost({
    files: { [`${hwmon}/hwmon0/temp1_input`]: "30000", [`${hwmon}/hwmon0/temp1_max`]: "90000" },
  });
  let now = 1_000_000;
  host.now = () => now;
  const collector = createHwmon();
  const at = async (time: number) => {
    now = time;
    return linesOf(await collectOnce(collector, host)).map((line) => line.replace(/\{.*\}/, ""));
  };
  expect(await at(1_000_000)).toEqual(["node_hwmon_temp_celsius 30", "node_hwmon_temp_max_celsius 90"]);
  host.files.set(`${hwmon}/hwmon0/temp1_input`, "31000");
  host.files.set(`${hwmon}/hwmon0/temp1_max`, "95000");
  host.files.set(`${hwmon}/hwmon1/fan1_input`, "700");
  expect(await at(1_059_999)).toEqual(["node_hwmon_temp_celsius 31", "node_hwmon_temp_max_celsius 90"]);
  expect(await at(1_060_000)).toEqual(["node_hwmon_temp_celsius 31", "node_hwmon_temp_max_celsius 95", "node_hwmon_fan_rpm 700"]);
  for (const file of [...host.files.keys()]) if (file.includes("hwmon1")) host.files.delete(file);
  // A clock that was set back lists anew as well.
  expect(await at(500_000)).toEqual(["node_hwmon_temp_celsius 31", "node_hwmon_temp_max_celsius 95"]);
});

test("the same series are the same objects from run to run", async () => {
  const host = createFakeHost({ files: { [`${hwmon}/hwmon0/temp1_input`]: "30000", [`${hwmon}/hwmon0/name`]: "x" } });
  const collector = createHwmon();
  const first = [...(await collectOnce(collector, host))];
  const second = await collectOnce(collector, host);
  expect(second.map((reading, index) => reading === first[index])).toEqual([true, true]);
});

test("the sensors of a graphics card that sleeps are not asked, because that would wake it", async () => {
  const card = `${hwmon}/hwmon0`;
  const host = createFakeHost({
    files: {
      [`${card}/name`]: "amdgpu",
      [`${card}/temp1_input`]: "45000",
      [`${card}/temp1_crit`]: "100000",
      [`${card}/device/class`]: "0x038000\n",
      [`${card}/device/power/runtime_status`]: "suspended\n",
      [`${hwmon}/hwmon1/temp1_input`]: "30000",
    },
  });
  const asked: string[] = [];
  const readText = host.readText;
  host.readText = (path, ...rest) => {
    asked.push(path);
    return readText(path, ...rest);
  };
  const collector = createHwmon();
  expect(linesOf(await collectOnce(collector, host))).toEqual([
    'node_hwmon_temp_celsius{chip="hwmon1", sensor="temp1"} 30',
    'node_hwmon_chip_names{chip="amdgpu", chip_name="amdgpu"} 1',
  ]);
  expect(asked.filter((path) => path.startsWith(`${card}/temp`))).toEqual([]);
  host.files.set(`${card}/device/power/runtime_status`, "active\n");
  expect(linesOf(await collectOnce(collector, host)).slice(0, 2)).toEqual([
    'node_hwmon_temp_crit_celsius{chip="amdgpu", sensor="temp1"} 100',
    'node_hwmon_temp_celsius{chip="amdgpu", sensor="temp1"} 45',
  ]);
});

test("no sensor is asked once the run is over", async () => {
  const host = createFakeHost({ files: { [`${hwmon}/hwmon0/temp1_input`]: "30000" } });
  const collector = createHwmon();
  await collectOnce(collector, host);
  const over = AbortSignal.abort();
  expect(await collector.collect({ host, signal: over })).toEqual([]);
});

test("a virtual machine without sensors has no data", async () => {
  await expect(collectOnce(createHwmon(), createFakeHost())).rejects.toThrow(new NoData("this machine shows no hardware sensor"));
});
