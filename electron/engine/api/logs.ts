// The calls and streams `logs.*`: finds the source, and hands its lines on as fast as the window takes them.
import type { LogStats } from "#shared/contract/logs";
import { createBlockBuilder, toNsTime } from "#shared/logs/block";
import type { Clock } from "../clock";
import type { LocalLogs } from "../sources/local-logs/index";
import type { LogPage } from "../sources/log-source";
import type { Sources } from "../sources/source";
import type { Api, FrameWriter } from "./api";
import { hasCredit } from "./credit";
import { sendTail } from "./log-tail";

/** A frame is packed, cloned and drawn in one go: the first lines must not wait for the last ones of a large page. */
const mostLinesInFrame = 2000;
const mostBytesInFrame = 2 * 1024 * 1024;

export interface LogsApiParts {
  sources: Pick<Sources, "logs">;
  /** The logs of this machine, made when somebody first asks for them. */
  localLogs(): Promise<LocalLogs>;
  clock: Clock;
}

export function setUpLogsApi(api: Pick<Api, "answer" | "stream">, { sources, localLogs, clock }: LogsApiParts): void {
  api.answer("logs.check", async ({ source, expr }) => (await sources.logs(source)).check(expr));
  api.answer("logs.labelNames", async ({ source, ...asked }, { signal }) => ({
    names: await (await sources.logs(source)).labelNames({ ...asked, signal }),
  }));
  api.answer("logs.labelValues", async ({ source, limit, ...asked }, { signal }) => {
    const values = await (await sources.logs(source)).labelValues({ ...asked, limit: limit + 1, signal });
    return { values: values.slice(0, limit), truncated: values.length > limit };
  });
  api.answer("logs.fields", async ({ source, ...asked }, { signal }) => ({
    fields: await (await sources.logs(source)).fields({ ...asked, signal }),
  }));
  api.answer("logs.estimate", async ({ source, ...asked }, { signal }) =>
    (await sources.logs(source)).estimate({ ...asked, signal }),
  );
  api.answer("logs.volume", async ({ source, ...asked }, { signal }) =>
    (await sources.logs(source)).volume({ ...asked, signal }),
  );
  api.answer("logs.metric", async ({ source, expr, startMs, endMs, stepMs }, { signal }) => {
    const begunAt = clock.monotonic();
    const range = { start: startMs, end: endMs, step: stepMs };
    const answer = await (await sources.logs(source)).range({ expr, ...range, signal });
    return { ...answer, tookMs: clock.monotonic() - begunAt };
  });
  api.answer("logs.context", async ({ source, ...asked }, { signal }) => {
    const { before, after } = await (await sources.logs(source)).context({ ...asked, signal });
    return { before: blockOf(before), after: blockOf(after) };
  });
  api.answer("logs.line", async ({ source, ...asked }, { signal }) => ({
    line: await (await sources.logs(source)).line({ ...asked, signal }),
  }));

  api.answer("logs.places", async () => ({ places: await (await localLogs()).places() }));
  api.answer("logs.offeredPlaces", async () => ({ offers: await (await localLogs()).offered() }));
  api.answer("logs.lookAtPlace", async ({ place }) => (await localLogs()).lookAt(place));
  api.answer("logs.addPlace", async ({ place }) => (await localLogs()).add(place));
  api.answer("logs.removePlace", async ({ id }) => {
    await (await localLogs()).remove(id);
    return {};
  });

  api.stream("logs.query", async ({ source, ...asked }, writer) => {
    const builder = createBlockBuilder();
    for await (const page of (await sources.logs(source)).query({ ...asked, signal: writer.signal })) {
      if (!(await sendPage(page, builder, writer))) return;
    }
  });
  api.stream("logs.tail", async ({ source, ...asked }, writer) =>
    sendTail({ source: await sources.logs(source), ...asked, clock, writer }),
  );
}

/** A page in as many frames as it needs; what is told of it goes with the last of them. False when the reader has gone. */
async function sendPage(
  page: LogPage,
  builder: ReturnType<typeof createBlockBuilder>,
  writer: FrameWriter<QueryFrame>,
): Promise<boolean> {
  const { entries, stats, reachedNs, done, warnings } = page;
  let sent = stats.lines - entries.length;
  for (const [index, entry] of entries.entries()) {
    builder.add(entry);
    const isLast = index === entries.length - 1;
    if (isLast || (builder.size < mostLinesInFrame && builder.bytes < mostBytesInFrame)) continue;
    if (!(await hasCredit(writer))) return false;
    sent += builder.size;
    writer.send({ block: builder.take(), stats: { ...stats, lines: sent }, reachedNs: toNsTime(entry), warnings: [] });
  }
  if (!(await hasCredit(writer))) return false;
  writer.send({ block: builder.take(), stats, reachedNs, ...(done && { done }), warnings });
  return true;
}

interface QueryFrame {
  block: ReturnType<typeof blockOf>;
  stats: LogStats;
  reachedNs: string;
  done?: "limit" | "end" | undefined;
  warnings: string[];
}

function blockOf(entries: LogPage["entries"]) {
  const builder = createBlockBuilder();
  for (const entry of entries) builder.add(entry);
  return builder.take();
}
