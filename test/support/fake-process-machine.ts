// A machine made of processes, for those that scan them. Change the map to let something happen.
import type { ProcessMachine } from "../../electron/engine/processes/process-machine";

export interface FakeProcess {
  name?: string;
  state?: string;
  parent?: number;
  userTicks?: number;
  systemTicks?: number;
  nice?: number;
  start?: number;
  pages?: number;
  majorFaults?: number;
  read?: number;
  written?: number;
  /** The io file belongs to another user. */
  isIoClosed?: boolean;
  /** The whole process may not be read (hidepid). */
  isHidden?: boolean;
  isKernelThread?: boolean;
  uid?: number;
  command?: string | Error;
  cgroup?: string;
  openFiles?: number;
  /** Instead of the stat line. */
  stat?: string;
}

export interface FakeProcessMachine extends ProcessMachine {
  processes: Map<number, FakeProcess>;
  /** "41 stat", in order. */
  reads: string[];
  forgotten: number[];
  isClosed: boolean;
}

export function createFakeProcessMachine(processes: Record<number, FakeProcess>): FakeProcessMachine {
  const bytes = Buffer.alloc(4096);
  const fill = (text: string) => bytes.write(text, 0, "latin1");

  const machine: FakeProcessMachine = {
    processes: new Map(Object.entries(processes).map(([pid, process]) => [Number(pid), process])),
    reads: [],
    forgotten: [],
    isClosed: false,
    bytes,
    pids: () => [...machine.processes.keys()],
    read(pid, file) {
      const process = machine.processes.get(pid);
      if (!process) return 0;
      machine.reads.push(`${pid} ${file}`);
      if (process.isHidden) throw failure("EPERM");
      if (file === "io") {
        if (process.isIoClosed) throw failure("EACCES");
        const { read = 0, written = 0 } = process;
        return fill(
          `rchar: 1\nwchar: 1\nsyscr: 1\nsyscw: 1\nread_bytes: ${read}\nwrite_bytes: ${written}\ncancelled_write_bytes: 0\n`,
        );
      }
      return fill(process.stat ?? statLine(pid, process));
    },
    userId: (pid) => machine.processes.get(pid) && (machine.processes.get(pid)?.uid ?? 0),
    openFiles: (pid) => machine.processes.get(pid)?.openFiles,
    cgroup: (pid) => machine.processes.get(pid)?.cgroup,
    async commandLine(pid) {
      machine.reads.push(`${pid} cmdline`);
      const { command = "" } = machine.processes.get(pid) ?? {};
      if (command instanceof Error) throw command;
      return Buffer.from(command);
    },
    passwd: () => ({ stamp: "1", read: () => "root:x:0:0\npaul:x:1000:1000\n" }),
    auxiliaryVector: () => Buffer.alloc(0),
    bootTime: () => Date.UTC(2026, 10, 21, 7),
    forget: (pid) => machine.forgotten.push(pid),
    close() {
      machine.isClosed = true;
    },
  };
  return machine;
}

export function statLine(pid: number, process: FakeProcess): string {
  const { name = "a", state = "S", parent = 1, userTicks = 0, systemTicks = 0, nice = 0, start = 5, pages = 10 } = process;
  const flags = process.isKernelThread ? 0x20_8040 : 4_194_304;
  const faults = `115 0 ${process.majorFaults ?? 0} 0`;
  return `${pid} (${name}) ${state} ${parent} 0 0 0 -1 ${flags} ${faults} ${userTicks} ${systemTicks} 0 0 20 ${nice} 2 0 ${start} 3133440 ${pages} 18446744073709551615 1\n`;
}

export const failure = (code: string) => Object.assign(new Error(code), { code });
