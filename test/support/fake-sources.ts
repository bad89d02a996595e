// Sources that answer what a test tells them to, and remember what they were asked.
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { InstantResult } from "#shared/model/series";
import type { InstantQuery, MetricsSource, Sources } from "../../electron/engine/sources/source";

export type Answerer = (query: InstantQuery) => InstantResult | Promise<InstantResult>;

export interface FakeSources extends Pick<Sources, "metrics" | "nameOf"> {
  /** What every source answers from now on; an Error is thrown. */
  answer: Answerer | Error;
  readonly asked: { source: string; expr: string; time: number | undefined }[];
  /** Sources that are gone. */
  readonly gone: Set<string>;
}

export function createFakeSources(answer: Answerer = () => vector()): FakeSources {
  const fake: FakeSources = {
    answer,
    asked: [],
    gone: new Set(),
    nameOf: (id) => id,
    metrics(id) {
      if (fake.gone.has(id)) throw new AppError({ kind: "not-found", say: `The connection ${id} is gone.` });
      const source: Partial<MetricsSource> = {
        async instant(query) {
          fake.asked.push({ source: id, expr: query.expr, time: query.time });
          if (fake.answer instanceof Error) throw fake.answer;
          return { result: await fake.answer(query), warnings: [], infos: [] };
        },
      };
      return source as MetricsSource;
    },
  };
  return fake;
}

/** An instant vector: `vector([{ job: "a" }, 1], …)`. */
export function vector(...elements: [Labels, number][]): InstantResult {
  return {
    kind: "vector",
    labels: elements.map(([labels]) => labels),
    times: new Float64Array(elements.length),
    values: Float64Array.from(elements, ([, value]) => value),
  };
}
