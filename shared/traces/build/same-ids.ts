// What an id stands for when several spans have it. Numbers here are those of the trace's spans in order of arrival.
import { spanFlags, spanKinds } from "../../model/trace";
import type { SpanTable } from "../span-table";
import type { Findings } from "./findings";

const client = spanKinds.indexOf("client");
const server = spanKinds.indexOf("server");

export interface SpanIds {
  /** Of the server's half of a call: the client's. */
  clientOf: Map<number, number>;
  /** The span that an id stands for when a span of that service names it as its parent. */
  parentFor(id: number, service: number): number | undefined;
}

export function readIds(table: SpanTable, rows: Uint32Array, flags: Uint16Array, findings: Findings): SpanIds {
  const first = new Map<number, number>();
  const several = new Map<number, number[]>();
  for (let span = 0; span < rows.length; span++) {
    const id = table.spanId[rows[span] as number] as number;
    // A span without an id cannot be named by any other.
    if (id === 0) continue;
    const before = first.get(id);
    if (before === undefined) first.set(id, span);
    else {
      const group = several.get(id);
      if (group) group.push(span);
      else several.set(id, [before, span]);
    }
  }

  const clientOf = new Map<number, number>();
  // By id, then by service.
  const servers = new Map<number, { first: number; ofService: Map<number, number> }>();
  for (const [id, group] of several) {
    const caller = callerIn(table, rows, group);
    let firstOfRest = -1;
    for (const span of group) {
      if (caller !== undefined && span !== caller && isServerHalf(table, rows[span] as number)) {
        clientOf.set(span, caller);
        const service = table.service[rows[span] as number] as number;
        const known = servers.get(id);
        if (!known) servers.set(id, { first: span, ofService: new Map([[service, span]]) });
        else if (!known.ofService.has(service)) known.ofService.set(service, span);
      } else if (firstOfRest < 0) firstOfRest = span;
      else {
        mark(flags, firstOfRest, spanFlags.duplicate);
        mark(flags, span, spanFlags.duplicate | spanFlags.warnings);
        findings.add("duplicate", span);
      }
    }
  }

  return {
    clientOf,
    parentFor(id, service) {
      const halves = servers.get(id);
      // A call that was tried again has several servers' halves: what is of a server's service was called by that one.
      return halves ? (halves.ofService.get(service) ?? halves.first) : first.get(id);
    },
  };
}

/**
 * Of spans with one id, the client's half of a call. One that does not say that it is a client can be it only where the server's
 * half says that it shares its id.
 */
function callerIn(table: SpanTable, rows: Uint32Array, group: readonly number[]): number | undefined {
  const others = group.filter((span) => !isServerHalf(table, rows[span] as number));
  const clientHalf = others.find((span) => table.kind[rows[span] as number] === client);
  const isShared = group.some((span) => table.isSharedHalf[rows[span] as number] === 1);
  return clientHalf ?? (isShared ? others[0] : undefined);
}

const isServerHalf = (table: SpanTable, row: number): boolean => table.isSharedHalf[row] === 1 || table.kind[row] === server;

const mark = (flags: Uint16Array, span: number, bits: number): void => {
  flags[span] = (flags[span] as number) | bits;
};
