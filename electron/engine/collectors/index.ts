import type { Collector } from "./collector";
import { createCpu } from "./cpu";
import { cpuFrequency } from "./cpu-frequency";
import { disk } from "./disk";
import { fileDescriptors } from "./file-descriptors";
import { createFilesystem } from "./filesystem";
import { createGpu } from "./gpu";
import { load } from "./load";
import { memory } from "./memory";
import { network } from "./network";
import { networkInterfaces } from "./network-interfaces";
import { createPortableCollectors } from "./portable";
import { pressure } from "./pressure";
import { stat } from "./stat";
import { createTemperature } from "./temperature";
import { time } from "./time";
import { uname } from "./uname";
import { up } from "./up";

/** Every collector there is; the scheduler runs those that know this machine's platform. */
export function createCollectors(): Collector[] {
  return [
    createCpu(),
    load,
    memory,
    disk,
    network,
    createGpu(),
    stat,
    pressure,
    createTemperature(),
    cpuFrequency,
    createFilesystem(),
    networkInterfaces,
    fileDescriptors,
    time,
    uname,
    up,
    ...createPortableCollectors(),
  ];
}
