// Processes of one name taken together. A member's counters are followed one by one and only what they grow by is added, so a
// group's counters never fall when a member ends.
import { processStates } from "#shared/contract/processes";
import type { Labels } from "#shared/model/labels";
import type { Clock } from "../clock";
import { parseAuxiliaryVector } from "../collectors/text/auxiliary-vector";
import { createPauses } from "./pauses";
import { readDiskBytes } from "./process-files";
import type { ProcessMachine } from "./process-machine";
import { createStatLine, nameOf, readStatLine } from "./stat-line";

export interface ProcessGroup {
  labels: GroupLabels;
  /** Since the group was first seen. */
  counts: Counts;
  now: GroupNow;
}

export interface Counts {
  userSeconds: number;
  systemSeconds: number;
  readBytes: number;
  writtenBytes: number;
  majorFaults: number;
  minorFaults: number;
}

export interface GroupNow {
  processes: number;
  threads: number;
  residentBytes: number;
  virtualBytes: number;
  /** In the order of `labels.states`. */
  states: number[];
  /** Undefined where the kernel does not say. */
  openFiles?: number;
  /** In epoch seconds. */
  oldestStart?: number;
}

/** Kept with the group: the same objects at every run. */
interface GroupLabels {
  plain: Labels;
  user: Labels;
  system: Labels;
  resident: Labels;
  virtual: Labels;
  states: readonly Labels[];
}

interface Member {
  startTicks: number;
  name: string;
  /** Its counters at the last look. */
  counts: Counts;
  isIoClosed: boolean;
  round: number;
}

interface Options {
  clock: Clock;
  machine: ProcessMachine;
}

const groupStates = ["Running", "Sleeping", "Waiting", "Zombie", "Other"] as const;
const stateInGroup = processStates.map((state) => {
  if (state === "running") return 0;
  if (state === "sleeping") return 1;
  if (state === "waiting for disk") return 2;
  return state === "zombie" ? 3 : 4;
});

// Names may be made up without end; of those groups that have ended, the ones seen last are kept: about 14 MB of samples.
const mostEnded = 100;

export interface ProcessGroups {
  /** All groups as they are now, those that have ended included; good until the next look. */
  look(): Promise<Iterable<ProcessGroup>>;
}

export function createGroups({ clock, machine }: Options): ProcessGroups {
  const { pageSize, ticksPerSecond } = parseAuxiliaryVector(machine.auxiliaryVector());
  const bootTime = machine.bootTime();
  const members = new Map<number, Member>();
  const groups = new Map<string, ProcessGroup>();
  const line = createStatLine();
  const disk = { read: 0, written: 0 };
  const counts = noCounts();
  let round = 0;

  function take(pid: number): void {
    const length = readOr0(pid, "stat");
    // The kernel's own threads are many, come and go, and are nobody's service.
    if (length === 0 || !readStatLine(machine.bytes, length, line) || line.isKernelThread) return;
    let member = members.get(pid);
    const isNew = member?.startTicks !== line.startTicks;
    if (member === undefined || isNew) {
      member = { startTicks: line.startTicks, name: "", counts: noCounts(), isIoClosed: false, round };
      members.set(pid, member);
    }
    member.round = round;
    member.name = nameOf(machine.bytes, line, member.name);
    // A label without a value is no label.
    if (member.name === "") return;
    // A name that is met for the first time gets its series when its process is met again. Builds and scripts make up names
    // by the thousand for a moment's work, and each would cost seventeen series for an hour.
    if (isNew && round > 1 && !groups.has(member.name)) return;
    const group = groupOf(member.name);
    addNow(group.now, pid);
    readCounts(pid, member);
    for (const key of countNames) {
      // What the first look finds has worked before, for nobody knows how long: that is not counted.
      if (!isNew || round > 1) group.counts[key] += Math.max(0, counts[key] - member.counts[key]);
      member.counts[key] = counts[key];
    }
  }

  function readCounts(pid: number, member: Member): void {
    counts.userSeconds = line.userTicks / ticksPerSecond;
    counts.systemSeconds = line.systemTicks / ticksPerSecond;
    counts.majorFaults = line.majorFaults;
    counts.minorFaults = line.minorFaults;
    counts.readBytes = member.counts.readBytes;
    counts.writtenBytes = member.counts.writtenBytes;
    if (member.isIoClosed) return;
    if (readDiskBytes(machine.bytes, readOr0(pid, "io"), disk)) {
      counts.readBytes = disk.read;
      counts.writtenBytes = disk.written;
    } else {
      // Not ours to read: what it reads and writes is missing in the sums.
      member.isIoClosed = true;
    }
  }

  function readOr0(pid: number, file: "stat" | "io"): number {
    try {
      return machine.read(pid, file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EACCES" || code === "EPERM") return 0;
      throw error;
    }
  }

  function groupOf(name: string): ProcessGroup {
    let group = groups.get(name);
    if (!group) {
      group = { labels: labelsOf(name), counts: noCounts(), now: nobody() };
      groups.set(name, group);
    }
    return group;
  }

  function addNow(now: GroupNow, pid: number): void {
    now.processes++;
    now.threads += line.threads;
    now.residentBytes += line.residentPages * pageSize;
    now.virtualBytes += line.virtualBytes;
    const state = stateInGroup[line.state] ?? 4;
    now.states[state] = (now.states[state] ?? 0) + 1;
    const open = machine.openFiles(pid);
    if (open !== undefined) now.openFiles = (now.openFiles ?? 0) + open;
    if (bootTime === undefined) return;
    const start = Math.floor(bootTime / 1000 + line.startTicks / ticksPerSecond);
    now.oldestStart = Math.min(now.oldestStart ?? start, start);
  }

  function dropEnded(): void {
    for (const [pid, member] of members) if (member.round !== round) members.delete(pid);
    let ended = 0;
    for (const { now } of groups.values()) if (now.processes === 0) ended++;
    for (const [name, { now }] of groups) {
      if (ended <= mostEnded) return;
      if (now.processes > 0) continue;
      groups.delete(name);
      ended--;
    }
  }

  return {
    async look() {
      round++;
      for (const { now } of groups.values()) empty(now);
      const pauses = createPauses(clock);
      let count = 0;
      for (const pid of machine.pids()) {
        if (++count % 8 === 0 && pauses.isDue()) await pauses.take();
        take(pid);
      }
      dropEnded();
      return groups.values();
    },
  };
}

const noCounts = (): Counts => ({
  userSeconds: 0,
  systemSeconds: 0,
  readBytes: 0,
  writtenBytes: 0,
  majorFaults: 0,
  minorFaults: 0,
});
const countNames = Object.keys(noCounts()) as (keyof Counts)[];

function empty(now: GroupNow): void {
  now.processes = 0;
  now.threads = 0;
  now.residentBytes = 0;
  now.virtualBytes = 0;
  now.states.fill(0);
  now.openFiles = undefined;
  now.oldestStart = undefined;
}

const nobody = (): GroupNow => ({ processes: 0, threads: 0, residentBytes: 0, virtualBytes: 0, states: [0, 0, 0, 0, 0] });

function labelsOf(groupname: string): GroupLabels {
  const plain = Object.freeze({ groupname });
  return {
    plain,
    user: Object.freeze({ groupname, mode: "user" }),
    system: Object.freeze({ groupname, mode: "system" }),
    resident: Object.freeze({ groupname, memtype: "resident" }),
    virtual: Object.freeze({ groupname, memtype: "virtual" }),
    states: groupStates.map((state) => Object.freeze({ groupname, state })),
  };
}
