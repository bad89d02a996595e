import type { ContainerWatch } from "../containers/watch";
import { createArp } from "./arp";
import { createBonding } from "./bonding";
import { createBtrfs } from "./btrfs";
import { createCgroup } from "./cgroup";
import { clockSource } from "./clock-source";
import type { Collector } from "./collector";
import { createConntrack } from "./conntrack";
import { createContainers } from "./containers";
import { createCpu } from "./cpu";
import { createCpuFrequency } from "./cpu-frequency";
import { createCpuOnline } from "./cpu-online";
import { createCpuThrottling } from "./cpu-throttling";
import { createDisk } from "./disk";
import { createDmi } from "./dmi";
import { createEdac } from "./edac";
import { entropy } from "./entropy";
import { createFileDescriptors } from "./file-descriptors";
import { createFilesystem } from "./filesystem";
import { createGpu } from "./gpu";
import { createAppleGpu } from "./gpu-apple";
import type { GpuRest } from "./gpu-rest";
import { createHwmon } from "./hwmon";
import { kernelHung } from "./kernel-hung";
import { createLoad } from "./load";
import { createMdraid } from "./mdraid";
import { createMemory } from "./memory";
import { createNetstat } from "./netstat";
import { createNetwork } from "./network";
import { createNetworkDetails } from "./network-details";
import { createNetworkInterfaces } from "./network-interfaces";
import { createNvme } from "./nvme";
import { createOsRelease } from "./os-release";
import { createPortableCollectors } from "./portable/index";
import { createPowerSupply } from "./power-supply";
import { createPressure } from "./pressure";
import { createProcessCounts } from "./process-counts";
import { createProcessGroups } from "./process-groups";
import { createRapl } from "./rapl";
import { createSchedstat } from "./schedstat";
import { selinux } from "./selinux";
import { createSockstat } from "./sockstat";
import { createSoftnet } from "./softnet";
import { createStat } from "./stat";
import { createSystemd } from "./systemd";
import { createThermal } from "./thermal";
import { createTime } from "./time";
import { createUdpQueues } from "./udp-queues";
import { uname } from "./uname";
import { up } from "./up";
import { createVmstat } from "./vmstat";
import { watchdog } from "./watchdog";
import { createXfs } from "./xfs";

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
