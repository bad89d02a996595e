// One container as a reader. Services tell logs only from the oldest line on, so for the newest first they are asked for the last
// lines, and then for one stretch of time after another, each longer than the one before.
import { compareTimes, type LogEntry, plusNs } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import { type Milliseconds, minutes } from "#shared/units/time";
import type { Clock } from "../../../clock";
import { createNewestKept } from "../files/newest-kept";
import { type Batch, firstInstant, type LogReader, type ReadRequest } from "../reader";
import type { ListedContainer } from "./container-list";
import type { ContainerLine } from "./log-frames";
import { containerLines, type LogRequest } from "./log-request";

const lastLines = 1000;
const firstStretch: Milliseconds = minutes(10);
/** A query that ends about now is asked for the last lines, whatever their times. */
const aboutNow: Milliseconds = minutes(1);

export function createContainerReader(container: ListedContainer, clock: Clock): LogReader {
  const created = container.createdMs === undefined ? firstInstant : { ms: container.createdMs, ns: 0 };
  const latest = { ms: clock.now() + aboutNow, ns: 0 };
  const toEntry = entryMaker(container.labels);

  async function* lines(request: ReadRequest, asked: Partial<LogRequest>): AsyncGenerator<ContainerLine[]> {
    const { socket, api, id } = container;
    const onBytes = (count: number) => {
      request.cost.bytes += count;
    };
    yield* containerLines({ socket, api, id, clock, signal: request.signal, onBytes, ...asked });
  }

  async function* forward(request: ReadRequest): AsyncGenerator<Batch> {
    for await (const some of lines(request, { since: request.start, until: request.end })) {
      request.cost.lines += some.length;
      const entries = wanted(some, request);
      if (some.some(({ time }, index) => index > 0 && compareTimes(time, (some[index - 1] as ContainerLine).time) < 0)) {
        entries.sort(compareTimes);
      }
      yield { entries, reached: some.at(-1)?.time };
    }
  }

  async function* backward(request: ReadRequest): AsyncGenerator<Batch> {
    let end = request.end;
    if (compareTimes(end, { ms: clock.now() - aboutNow, ns: 0 }) >= 0) {
      const last: ContainerLine[] = [];
      for await (const some of lines(request, { last: lastLines })) last.push(...some);
      request.cost.lines += last.length;
      const isAll = last.length < lastLines;
      const oldest = last[0]?.time;
      // More lines of that very time may stand before: they are read with the next stretch.
      const sure = isAll || !oldest ? last : last.filter(({ time }) => compareTimes(time, oldest) > 0);
      yield { entries: wanted(sure, request).sort(compareTimes).reverse(), reached: oldest };
      if (isAll || !oldest || compareTimes(oldest, request.start) < 0) return;
      if (sure.length > 0 && compareTimes(oldest, end) < 0) end = plusNs(oldest, 1);
    }
    const first = compareTimes(created, request.start) > 0 ? created : request.start;
    for (let stretch = firstStretch; compareTimes(end, first) > 0; stretch *= 4) {
      const since = end.ms - stretch > first.ms ? { ms: end.ms - stretch, ns: 0 } : first;
      const kept = createNewestKept(request.limit);
      for await (const some of lines(request, { since, until: end })) {
        request.cost.lines += some.length;
        kept.add(wanted(some, { ...request, start: since, end }));
        yield { entries: [] };
      }
      yield { entries: kept.take(), reached: since };
      end = since;
    }
  }

  function wanted(
    some: readonly ContainerLine[],
    { start, end, accept }: Pick<ReadRequest, "start" | "end" | "accept">,
  ): LogEntry[] {
    const entries: LogEntry[] = [];
    for (const line of some) {
      if (compareTimes(line.time, start) < 0 || compareTimes(line.time, end) >= 0) continue;
      const entry = accept(toEntry(line));
      if (entry) entries.push(entry);
    }
    return entries;
  }

  return {
    earliest: created,
    latest,
    async *read(request) {
      try {
        yield* request.direction === "forward" ? forward(request) : backward(request);
      } catch (error) {
        if (request.signal.aborted) throw error;
        request.warn(readTrouble(container.name, error));
      }
    },
  };
}

/** One container without readable logs costs its own lines, and nobody else's. */
export const readTrouble = (name: string, error: unknown): string =>
  `The logs of the container ${name} cannot be read: ${error instanceof AppError ? error.message : String(error)}`;

/** Label sets that are alike are one object. */
export function entryMaker(labels: Labels): (line: ContainerLine) => LogEntry {
  const sets = { stdout: { ...labels, stream: "stdout" }, stderr: { ...labels, stream: "stderr" } };
  return ({ time, line, stream }) => ({ ms: time.ms, ns: time.ns, labels: sets[stream], line });
}
