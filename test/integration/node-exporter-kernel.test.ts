// The processor, memory and kernel families over the files of a server that this machine is not: two packages with a thread
// switched off, ECC memory, a watchdog, firmware with invalid text. A real node_exporter reads the same copied tree, which
// does not move, so that everything must be equal.
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Comparison, missingForNodeExporter, readBoth } from "../support/beside-node-exporter";
import { type MachineTree, plantMachine } from "../support/machine-tree";
import { suite } from "../support/suite";

const families =
  /^node_(cpu_|schedstat_|edac_|watchdog_|dmi_|os_|time_clocksource_|vmstat_|memory_|pressure_|load\d|filefd_|entropy_|kernel_hung_|intr_|context_switches_|boot_time_|forks_|procs_|processes_)/;
/** Lines of /proc/meminfo that it does not know are given here all the same, as its older versions did. */
const mayBeOnlyHere = /^node_memory_/;
const collectors =
  /^(cpu|load|memory|stat|vmstat|pressure|file-desc|entropy|kernel|schedstat|edac|watchdog|dmi|os-release|clock-source|process-counts)/;

let machine: MachineTree | undefined;
let both: Comparison;

suite("another machine's kernel beside node_exporter", missingForNodeExporter(), () => {
  beforeAll(async () => {
    machine = plantMachine("kernel-server");
    // No fixture that git and every editor leave as it is can hold this.
    writeFileSync(`${machine.root}/sys/class/dmi/id/product_version`, Buffer.from([0x76, 0xff, 0x32, 0x0a]));
    both = await readBoth({ root: machine.root, flags: ["--collector.processes"] });
  });
  afterAll(() => machine?.remove());

  test("every family is equal: its type, its help, its series and their values", () => {
    const theirs = [...both.theirs].filter(([name, { series }]) => families.test(name) && series.size > 0);
    const ours = [...both.ours].filter(([name]) => families.test(name) && (both.theirs.has(name) || !mayBeOnlyHere.test(name)));
    expect(Object.fromEntries(ours.map(plain))).toEqual(Object.fromEntries(theirs.map(plain)));
    expect(theirs.length).toBeGreaterThan(100);
  });

  test("no collector fails over these files", () => {
    expect(Object.entries(both.failures).filter(([name]) => collectors.test(name))).toEqual([]);
  });
});

interface AnyFamily {
  kind: string;
  help: string | undefined;
  series: Map<string, { value: number }>;
}

/** Divisions differ in the last digit of all. */
const plain = ([name, { kind, help, series }]: [string, AnyFamily]) => [
  name,
  { kind, help, series: [...series].map(([key, { value }]) => `${key} ${Number(value.toPrecision(12))}`).sort() },
];
