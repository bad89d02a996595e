// macOS and Windows, where there is no /proc: Node's own system calls where they suffice, else systeminformation. The series
// have the names they have on Linux; what a system does not tell is absent.
import type { Collector } from "../collector";
import { createPortableBattery } from "./battery";
import { portableCpu } from "./cpu";
import { createPortableDisk } from "./disk";
import { createPortableFilesystem } from "./filesystem";
import { type LoadInformation, loadSystemInformation } from "./information";
import { portableLoad } from "./load";
import { createPortableMemory } from "./memory";
import { createPortableNetwork } from "./network";
import { createPortableSystemName } from "./system-name";
import { createPortableTemperature } from "./temperature";
import { portableUptime } from "./uptime";

export function createPortableCollectors(information: LoadInformation = loadSystemInformation): Collector[] {
  return [
    portableCpu,
    portableLoad,
    createPortableMemory(information),
    createPortableFilesystem(information),
    createPortableDisk(information),
    createPortableNetwork(information),
    createPortableTemperature(information),
    createPortableBattery(information),
    createPortableSystemName(information),
    portableUptime,
  ];
}
