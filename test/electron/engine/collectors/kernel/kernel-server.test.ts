// The collectors that look through folders of /sys, over the copied files of a server with all of it: two packages with a
// thread switched off, ECC memory, a watchdog. That node_exporter says the same of it is held by an integration test.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Collector } from "../../../../../electron/engine/collectors/collector";
import { createHost, type MachineHost } from "../../../../../electron/engine/collectors/host/host-access";
import { clockSource } from "../../../../../electron/engine/collectors/kernel/clock-source";
import { createCpuFrequency } from "../../../../../electron/engine/collectors/kernel/cpu-frequency";
import { createCpuOnline } from "../../../../../electron/engine/collectors/kernel/cpu-online";
import { createCpuThrottling } from "../../../../../electron/engine/collectors/kernel/cpu-throttling";
import { createDmi } from "../../../../../electron/engine/collectors/kernel/dmi";
import { createEdac } from "../../../../../electron/engine/collectors/kernel/edac";
import { createOsRelease } from "../../../../../electron/engine/collectors/kernel/os-release";
import { createProcessCounts } from "../../../../../electron/engine/collectors/kernel/process-counts";
import { createSchedstat } from "../../../../../electron/engine/collectors/kernel/schedstat";
import { watchdog } from "../../../../../electron/engine/collectors/kernel/watchdog";
import { collectOnce, linesOf } from "../../../../support/collect";
import { type MachineTree, plantMachine } from "../../../../support/machine-tree";

let tree: MachineTree;
let host: MachineHost;

beforeAll(() => {
  tree = plantMachine("kernel-server");
  host = createHost({ root: tree.root, platform: "linux" });
});
afterAll(() => {
  host.close();
  tree.remove();
});

test.each<{ collector: Collector; expected: string[] }>([
  {
    collector: createCpuThrottling(),
    expected: [
      'node_cpu_core_throttles_total{core="0", package="0"} 5',
      'node_cpu_package_throttles_total{package="0"} 30',
      'node_cpu_core_throttles_total{core="1", package="0"} 6',
      'node_cpu_core_throttles_total{core="0", package="1"} 7',
      'node_cpu_package_throttles_total{package="1"} 31',
    ],
  },
  {
    collector: createCpuOnline(),
    expected: [
      'node_cpu_isolated{cpu="1"} 1',
      'node_cpu_isolated{cpu="2"} 1',
      'node_cpu_online{cpu="0"} 1',
      'node_cpu_online{cpu="1"} 1',
      'node_cpu_online{cpu="2"} 1',
      'node_cpu_online{cpu="3"} 0',
    ],
  },
  {
    collector: createEdac(),
    expected: [
      'node_edac_correctable_errors_total{controller="0"} 7',
      'node_edac_uncorrectable_errors_total{controller="0"} 1',
      'node_edac_csrow_correctable_errors_total{controller="0", csrow="unknown"} 2',
      'node_edac_csrow_uncorrectable_errors_total{controller="0", csrow="unknown"} 0',
      'node_edac_csrow_correctable_errors_total{controller="0", csrow="0"} 3',
      'node_edac_csrow_uncorrectable_errors_total{controller="0", csrow="0"} 0',
      'node_edac_csrow_correctable_errors_total{controller="0", csrow="1"} 2',
      'node_edac_csrow_uncorrectable_errors_total{controller="0", csrow="1"} 1',
    ],
  },
  {
    collector: watchdog,
    expected: [
      'node_watchdog_bootstatus{name="watchdog0"} 1',
      'node_watchdog_fw_version{name="watchdog0"} 2',
      'node_watchdog_nowayout{name="watchdog0"} 0',
      'node_watchdog_timeleft_seconds{name="watchdog0"} 300',
      'node_watchdog_timeout_seconds{name="watchdog0"} 60',
      'node_watchdog_pretimeout_seconds{name="watchdog0"} 120',
      'node_watchdog_access_cs0{name="watchdog0"} 0',
      'node_watchdog_info{identity="iTCO_wdt \\"v2\\"", name="watchdog0", options="0x8380", pretimeout_governor="noop", state="active", status="0x8000"} 1',
      'node_watchdog_timeout_seconds{name="watchdog1"} 30',
      'node_watchdog_info{name="watchdog1", status="0x0"} 1',
    ],
  },
  {
    collector: clockSource,
    expected: [
      'node_time_clocksource_available_info{clocksource="tsc", device="0"} 1',
      'node_time_clocksource_available_info{clocksource="hpet", device="0"} 1',
      'node_time_clocksource_available_info{clocksource="acpi_pm", device="0"} 1',
      'node_time_clocksource_current_info{clocksource="tsc", device="0"} 1',
    ],
  },
  {
    collector: createOsRelease(),
    expected: [
      'node_os_info{id="ubuntu", id_like="debian", name="Ubuntu", pretty_name="Ubuntu 20.04.2 LTS", version="20.04.2 LTS (Focal Fossa)", version_codename="focal", version_id="20.04"} 1',
      'node_os_version{id="ubuntu", id_like="debian", name="Ubuntu"} 20.04',
      "node_os_support_end_timestamp_seconds 1906416000",
    ],
  },
  {
    collector: createSchedstat(),
    expected: [
      'node_schedstat_running_seconds_total{cpu="0"} 2045936.778163039',
      'node_schedstat_waiting_seconds_total{cpu="0"} 343796.328169361',
      'node_schedstat_timeslices_total{cpu="0"} 4767485306',
      'node_schedstat_running_seconds_total{cpu="1"} 1904686.152592476',
      'node_schedstat_waiting_seconds_total{cpu="1"} 364107.263788241',
      'node_schedstat_timeslices_total{cpu="1"} 5145567945',
      'node_schedstat_running_seconds_total{cpu="2"} 0',
      'node_schedstat_waiting_seconds_total{cpu="2"} 0',
      'node_schedstat_timeslices_total{cpu="2"} 0',
    ],
  },
  {
    collector: createProcessCounts(),
    expected: [
      "node_processes_threads 9",
      "node_processes_pids 6",
      'node_processes_state{state="S"} 3',
      'node_processes_state{state="D"} 1',
      'node_processes_state{state="Z"} 1',
      'node_processes_state{state="I"} 1',
      'node_processes_threads_state{thread_state="S"} 5',
      'node_processes_threads_state{thread_state="R"} 1',
      'node_processes_threads_state{thread_state="D"} 1',
      'node_processes_threads_state{thread_state="Z"} 1',
      'node_processes_threads_state{thread_state="I"} 1',
      "node_processes_max_threads 7801",
      "node_processes_max_processes 123",
    ],
  },
])("the collector $collector.name reads it whole", async ({ collector, expected }) => {
  expect(linesOf(await collectOnce(collector, host)).toSorted()).toEqual(expected.toSorted());
});

test("the firmware's labels are those that have a value, and its serial numbers are among them for who may read them", async () => {
  const [reading, ...more] = await collectOnce(createDmi(), host);
  expect(more).toEqual([]);
  expect(reading?.labels).toMatchObject({
    system_vendor: "Dell Inc.",
    product_name: "PowerEdge R6515",
    product_serial: "7N62AI2",
  });
  expect(Object.keys(reading?.labels ?? {})).not.toContain("chassis_asset_tag");
});

test("each thread that is on has its frequencies in hertz, their limits, and one series for each governor", async () => {
  const lines = linesOf(await collectOnce(createCpuFrequency(), host));
  expect(lines.filter((line) => line.includes('cpu="2"')).toSorted()).toEqual([
    'node_cpu_frequency_hertz{cpu="2"} 2001000000',
    'node_cpu_frequency_max_hertz{cpu="2"} 3700000000',
    'node_cpu_frequency_min_hertz{cpu="2"} 800000000',
    'node_cpu_scaling_frequency_hertz{cpu="2"} 1219939000',
    'node_cpu_scaling_frequency_max_hertz{cpu="2"} 3500000000',
    'node_cpu_scaling_frequency_min_hertz{cpu="2"} 800000000',
    'node_cpu_scaling_governor{cpu="2", governor="performance"} 0',
    'node_cpu_scaling_governor{cpu="2", governor="powersave"} 1',
  ]);
  expect(lines).toHaveLength(3 * 8);
});
