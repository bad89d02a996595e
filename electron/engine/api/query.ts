// The calls `query.*`: one source, one question, one answer.
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Demand } from "../sampling/demand";
import { localSourceId } from "../sources/index";
import { refuseTooManyPoints } from "../sources/range-limit";
import type { Sources } from "../sources/source";
import type { Api } from "./api";

interface Options {
  sources: Sources;
  clock: Clock;
  /** Told what is asked of this machine, so that it is measured. */
  demand: Pick<Demand, "ask">;
}

export function setUpQueryApi(api: Api, { sources, clock, demand }: Options): void {
  function noteDemand(source: string, expr: string): void {
    if (source === localSourceId) demand.ask(expr);
  }

  async function timed<T extends object>(ask: () => Promise<T>): Promise<T & { tookMs: Milliseconds }> {
    const asked = clock.monotonic();
    const answer = await ask();
    return { ...answer, tookMs: clock.monotonic() - asked };
  }

  api.answer("query.instant", ({ source, expr, timeMs }, { signal }) => {
    noteDemand(source, expr);
    return timed(() => sources.metrics(source).instant({ expr, time: timeMs, signal }));
  });

  api.answer("query.range", ({ source, expr, startMs, endMs, stepMs }, { signal }) => {
    const range = { start: startMs, end: endMs, step: stepMs };
    refuseTooManyPoints(range);
    noteDemand(source, expr);
    return timed(() => sources.metrics(source).range({ expr, ...range, signal }));
  });

  api.answer("query.exemplars", async ({ source, expr, startMs, endMs }, { signal }) => {
    const found = await sources.metrics(source).exemplars?.({ expr, start: startMs, end: endMs, signal });
    return { exemplars: found ?? [], isSupported: found !== undefined };
  });

  api.answer("query.check", async ({ source, expr }) => ({
    // An empty editor is not a mistake.
    diagnostics: expr.trim() === "" ? [] : await sources.metrics(source).check(expr),
  }));

  api.answer("query.labelNames", async ({ source, metric, matcher, startMs, endMs }, { signal }) => ({
    names: await sources.metrics(source).labelNames({ metric, matcher, start: startMs, end: endMs, signal }),
  }));

  api.answer("query.labelValues", async ({ source, label, limit, metric, matcher, startMs, endMs }, { signal }) => {
    const selecting = { metric, matcher, start: startMs, end: endMs };
    // One more than wanted, to know whether there are more.
    const values = await sources.metrics(source).labelValues({ label, ...selecting, limit: limit + 1, signal });
    return { values: values.slice(0, limit), truncated: values.length > limit };
  });

  api.answer("query.metadata", async ({ source }, { signal }) => ({
    metrics: await sources.metrics(source).metadata({ signal }),
  }));
}
