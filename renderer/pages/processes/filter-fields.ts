// What a filter can ask of a process: `user:root` of its texts, `cpu>10` of its figures.
import { type ProcessInfo, processStates } from "#shared/contract/processes";
import { parseDuration } from "#shared/format/duration";
import { diskPerSecond, type Process } from "../../bridge/process-list";
import type { ProcessTest } from "./filter";

/** The test of a field, a sentence about its value, or nothing: then it is a word, such as `--port=9090` or `nginx:`. */
export function parseField(field: string, operator: string, value: string): ProcessTest | string | undefined {
  const texts = Object.hasOwn(textFields, field) ? textFields[field] : undefined;
  if (texts && operator === ":") return value === "" ? `say which, such as ${texts.example}` : texts.parse(value.toLowerCase());
  const figure = Object.hasOwn(figures, field) ? figures[field] : undefined;
  if (figure) {
    const compare = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
    if (!compare) return `compare it with >, < or =, such as ${figure.example}`;
    const limit = figure.parse(value);
    if (limit === undefined) return `${figure.wants}, such as ${figure.example}`;
    // What is not known is neither more nor less: NaN compares as false.
    return (process, now) => compare(figure.read(process, now), limit);
  }
  if (operator === ":" || operator === "=") return undefined;
  return `only ${Object.keys(figures).join(", ")} can be compared`;
}

interface TextField {
  example: string;
  parse(value: string): ProcessTest | string;
}

const textFields: Readonly<Record<string, TextField>> = {
  name: { example: "name:nginx", parse: (value) => contains(value, ({ name }) => name) },
  command: { example: "command:serve", parse: (value) => contains(value, ({ command }) => command) },
  user: {
    example: "user:root",
    parse:
      (value) =>
      ({ info }) =>
        info.user.toLowerCase() === value,
  },
  pid: { example: "pid:12", parse: (value) => isNumber(value, "pid:12", ({ pid }) => pid) },
  parent: { example: "parent:1", parse: (value) => isNumber(value, "parent:1", ({ parentPid }) => parentPid) },
  state: {
    example: "state:zombie",
    parse(value) {
      if (!processStates.some((state) => state.includes(value))) return `the states are ${processStates.join(", ")}`;
      return ({ state }) => state.includes(value);
    },
  },
  cgroup: { example: "cgroup:nginx.service", parse: (value) => contains(value, ({ cgroup }) => cgroup ?? "") },
  container: {
    example: "container:3f4a1c9be0d2",
    parse:
      (value) =>
      ({ info }) =>
        info.containerId?.toLowerCase().startsWith(value) ?? false,
  },
};

const contains =
  (value: string, read: (info: ProcessInfo) => string): ProcessTest =>
  ({ info }) =>
    read(info).toLowerCase().includes(value);

function isNumber(value: string, example: string, read: (info: ProcessInfo) => number): ProcessTest | string {
  if (!/^\d+$/.test(value)) return `a process id is a whole number, such as ${example}`;
  return ({ info }) => read(info) === Number(value);
}

interface Figure {
  example: string;
  /** What stands after the sign, when something else does. */
  wants: string;
  parse(value: string): number | undefined;
  read(process: Process, now: number): number;
}

const percent = { wants: "a number of per cent is needed", parse: (value: string) => parseNumber(value.replace(/%$/, "")) };
const count = { wants: "a number is needed", parse: parseNumber };
const size = { wants: "a size is needed", parse: (value: string) => parseSize(value, 1024) };
const rate = { wants: "a size per second is needed", parse: (value: string) => parseSize(value.replace(/\/s$/i, ""), 1000) };

const figures: Readonly<Record<string, Figure>> = {
  cpu: { ...percent, example: "cpu>10", read: ({ cpuPercent }) => cpuPercent },
  mem: { ...size, example: "mem>1G", read: ({ residentBytes }) => residentBytes },
  disk: { ...rate, example: "disk>1M", read: (process) => diskPerSecond(process) },
  read: { ...rate, example: "read>1M", read: ({ diskReadPerSecond }) => diskReadPerSecond },
  write: { ...rate, example: "write>1M", read: ({ diskWritePerSecond }) => diskWritePerSecond },
  threads: { ...count, example: "threads>=100", read: ({ threads }) => threads },
  nice: { ...count, example: "nice<0", read: ({ nice }) => nice },
  gpu: { ...percent, example: "gpu>0", read: ({ gpuPercent }) => gpuPercent },
  gpumem: { ...size, example: "gpumem>1G", read: ({ gpuMemoryBytes }) => gpuMemoryBytes },
  age: {
    wants: "a length of time is needed",
    example: "age<10m",
    parse(value) {
      const length = parseDuration(value);
      return length.ok ? length.value : undefined;
    },
    read: ({ info }, now) => now - (info.startedAt ?? Number.NaN),
  },
};

/** All that can stand before a sign. */
export const fieldNames: readonly string[] = [...Object.keys(textFields), ...Object.keys(figures)];

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => a === b,
};

function parseNumber(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** `512`, `1.5G`, `100MB`, `1GiB`: the prefixes count in `base`, as those of the columns do. */
function parseSize(text: string, base: number): number | undefined {
  const [, number, prefix = ""] = /^(\d+(?:\.\d+)?)([kmgt]?)(?:i?b)?$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  const power = prefix === "" ? 0 : "kmgt".indexOf(prefix.toLowerCase()) + 1;
  return Number(number) * base ** power;
}
