import type { ContainerWatch } from "../containers/watch";
import type { Collector } from "./collector";
import { createContainers } from "./containers";
import { createGpu } from "./gpu/gpu";
import { createAppleGpu } from "./gpu/gpu-apple";
import type { GpuRest } from "./gpu/gpu-rest";
import { createCgroup } from "./kernel/cgroup";
import { clockSource } from "./kernel/clock-source";
import { createCpu } from "./kernel/cpu";
import { createCpuFrequency } from "./kernel/cpu-frequency";
import { createCpuOnline } from "./kernel/cpu-online";
import { createCpuThrottling } from "./kernel/cpu-throttling";
import { createDmi } from "./kernel/dmi";
import { createEdac } from "./kernel/edac";
import { entropy } from "./kernel/entropy";
import { createFileDescriptors } from "./kernel/file-descriptors";
import { kernelHung } from "./kernel/kernel-hung";
import { createLoad } from "./kernel/load";
import { createMemory } from "./kernel/memory";
import { createOsRelease } from "./kernel/os-release";
import { createPressure } from "./kernel/pressure";
import { createProcessCounts } from "./kernel/process-counts";
import { createSchedstat } from "./kernel/schedstat";
import { selinux } from "./kernel/selinux";
import { createStat } from "./kernel/stat";
import { createTime } from "./kernel/time";
import { uname } from "./kernel/uname";
import { createVmstat } from "./kernel/vmstat";
import { watchdog } from "./kernel/watchdog";
import { createArp } from "./network/arp";
import { createBonding } from "./network/bonding";
import { createConntrack } from "./network/conntrack";
import { createNetstat } from "./network/netstat";
import { createNetwork } from "./network/network";
import { createNetworkDetails } from "./network/network-details";
import { createNetworkInterfaces } from "./network/network-interfaces";
import { createSockstat } from "./network/sockstat";
import { createSoftnet } from "./network/softnet";
import { createUdpQueues } from "./network/udp-queues";
import { createPortableCollectors } from "./portable/index";
import { createProcessGroups } from "./process-groups";
import { createHwmon } from "./sensors/hwmon";
import { createPowerSupply } from "./sensors/power-supply";
import { createRapl } from "./sensors/rapl";
import { createThermal } from "./sensors/thermal";
import { createBtrfs } from "./storage/btrfs";
import { createDisk } from "./storage/disk";
import { createFilesystem } from "./storage/filesystem";
import { createMdraid } from "./storage/mdraid";
import { createNvme } from "./storage/nvme";
import { createXfs } from "./storage/xfs";
import { createSystemd } from "./systemd/systemd";
import { up } from "./up";

/**
 * Every collector there is; the scheduler runs those that know this machine's platform. `gpuRest` is shared with whoever
 * else asks the NVIDIA cards, so that an idle one can fall asleep, and `containers` with the page of that name.
 */
export function createCollectors({ gpuRest, containers }: { gpuRest?: GpuRest; containers?: ContainerWatch } = {}): Collector[] {
  return [
    createCpu(),
    createLoad(),
    createMemory(),
    createDisk(),
    createNetwork(),
    createGpu({ rest: gpuRest }),
    createAppleGpu(),
    createStat(),
    createVmstat(),
    createPressure(),
    createHwmon(),
    createThermal(),
    createPowerSupply(),
    createRapl(),
    createMdraid(),
    createNvme(),
    createXfs(),
    createBtrfs(),
    createCpuFrequency(),
    createCpuOnline(),
    createCpuThrottling(),
    createFilesystem(),
    createNetworkDetails(),
    createNetworkInterfaces(),
    createNetstat(),
    createSockstat(),
    createSoftnet(),
    createConntrack(),
    createArp(),
    createUdpQueues(),
    createBonding(),
    createFileDescriptors(),
    entropy,
    kernelHung,
    createTime(),
    clockSource,
    uname,
    createOsRelease(),
    createDmi(),
    createSchedstat(),
    createProcessCounts(),
    createCgroup(),
    createEdac(),
    watchdog,
    selinux,
    createSystemd(),
    ...(containers ? [createContainers(containers)] : []),
    up,
    createProcessGroups(),
    ...createPortableCollectors(),
  ];
}
