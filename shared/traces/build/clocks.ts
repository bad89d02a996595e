// Which spans were timed by one clock: those of one machine, or, where machines are not told, those of one service.
import { spanKinds } from "../../model/trace";
import type { SpanTable } from "../span-table";

// What names a machine, the most exact first. Addresses that every machine has for itself name none.
const machineKeys = ["host.id", "host.name", "hostname", "host", "ip", "ipv4", "ipv6", "net.host.ip", "service.instance.id"];
const nowhere = /^(|localhost.*|127\..*|::1|0\.0\.0\.0|unknown)$/i;

const consumer = spanKinds.indexOf("consumer");

/** A number for the clock of each span: equal ones, one clock. */
export function clocksOf(table: SpanTable, rows: Uint32Array): Uint32Array {
  const numberOf = numbering();
  // By process: the clock of its machine, or -1 where it does not tell on which it ran.
  const clockOf = new Map<number, number>();
  return rows.map((row) => {
    const process = table.process[row] as number;
    let clock = clockOf.get(process);
    if (clock === undefined) {
      const machine = findMachine(table, process);
      clock = machine === "" ? -1 : numberOf(`machine ${machine}`);
      clockOf.set(process, clock);
    }
    return clock === -1 ? numberOf(table.service[row] as number) : clock;
  });
}

function numbering(): (name: string | number) => number {
  const numbers = new Map<string | number, number>();
  return (name) => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
}

function findMachine(table: SpanTable, process: number): string {
  const range = table.processes[process];
  if (!range) return "";
  let best = machineKeys.length;
  let machine = "";
  for (let tag = range.from; tag < range.to; tag++) {
    const rank = machineKeys.indexOf(table.texts[table.tagKey[tag] as number] ?? "");
    const value = table.texts[table.tagValue[tag] as number] ?? "";
    if (rank >= 0 && rank < best && !nowhere.test(value)) {
      best = rank;
      machine = value;
    }
  }
  return machine;
}

/** Spans that nobody waits for: consumers, and those that say that they only follow their parent. By number: 2 for the latter. */
export function findFollowers(table: SpanTable, rows: Uint32Array): Uint8Array {
  const isFollower = new Uint8Array(rows.length);
  for (let span = 0; span < rows.length; span++) {
    const row = rows[span] as number;
    if (table.kind[row] === consumer) isFollower[span] = 1;
    const parentId = table.parentId[row] as number;
    if (parentId === 0) continue;
    for (let link = table.linksOf[row] as number; link < (table.linksOf[row + 1] as number); link++) {
      const isParent = table.linkSpanId[link] === parentId && table.linkTraceId[link] === table.traceId[row];
      if (isParent && table.texts[table.linkKind[link] as number] === "follows from") isFollower[span] = 2;
    }
  }
  return isFollower;
}
