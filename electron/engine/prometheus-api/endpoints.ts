// The endpoints of https://prometheus.io/docs/prometheus/latest/querying/api/ that read series. Each gives its answer in parts.
import { AppError } from "#shared/model/failure";
import { type Labels, labelsKey } from "#shared/model/labels";
import type { Query } from "#shared/promql/ast";
import { typeOf } from "#shared/promql/check";
import { parsePromql } from "#shared/promql/parse";
import type { Matcher } from "#shared/promql/storage";
import { type EpochMs, hours, type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Queries, QueryLimits } from "../queries/query-answer";
import type { Demand } from "../sampling/demand";
import type { EmbeddedStore } from "../store/embedded-store";
import { answerJson, dataJson, labelsJson, listJson, type Remarks, textsJson } from "./answer-json";
import { ApiError, badData, executionError, invalidParameter } from "./api-error";
import { unescapeLabelName } from "./label-escaping";
import { readMatchers } from "./matchers";
import {
  countOf,
  durationNamed,
  durationOf,
  durationOrWhyNot,
  limitOf,
  optionalTime,
  type Parameters,
  timeOf,
} from "./parameters";

export interface EndpointOptions {
  store: Pick<EmbeddedStore, "series" | "matching" | "labelNames" | "labelValues" | "kinds">;
  queries: Queries;
  clock: Clock;
  /** Told what is asked, so that it is measured. */
  demand: Pick<Demand, "ask">;
  /** What a metric means. */
  help: (metric: string) => string | undefined;
  version: string;
}

export interface ApiRequest {
  parameters: Parameters;
  signal: AbortSignal;
}

export interface Endpoints {
  query(request: ApiRequest): Promise<Iterable<string>>;
  queryRange(request: ApiRequest): Promise<Iterable<string>>;
  series(request: ApiRequest): Promise<Iterable<string>>;
  labels(request: ApiRequest): Promise<Iterable<string>>;
  labelValues(label: string, request: ApiRequest): Promise<Iterable<string>>;
  metadata(request: ApiRequest): Promise<Iterable<string>>;
  buildInfo(): Promise<Iterable<string>>;
}

/** How long a time may be for its samples to be looked through; blocks of Prometheus have this length. */
const exactWithin = hours(2);
/** Prometheus's own limit, so that a client that knows it need not learn another. */
const mostPoints = 11_000;
const usualDeadline = seconds(30);
const longestDeadline = minutes(2);
/** So many remarks of a kind are told, as by Prometheus. */
const mostRemarks = 10;
/** Whose API this is; clients choose by it what they ask for. */
const speaksAs = "3.5.0";

export function createEndpoints({ store, queries, clock, demand, help, version }: EndpointOptions): Endpoints {
  function limitsOf({ parameters, signal }: ApiRequest): QueryLimits {
    const timeout = durationOf(parameters, "timeout");
    const lookback = lookbackOf(parameters);
    return {
      signal,
      deadline: timeout === undefined ? usualDeadline : Math.min(Math.max(timeout, 0), longestDeadline),
      ...(lookback !== undefined && lookback > 0 && { lookback }),
    };
  }

  /** The matchers, the time and the limit of the endpoints that list what there is. */
  function listing({ parameters }: ApiRequest) {
    const limit = limitOf(parameters);
    const from = optionalTime(parameters, "start");
    const to = optionalTime(parameters, "end");
    return { limit, from, to, isAnyTime: from === undefined || to === undefined || to - from > exactWithin };
  }

  /**
   * The label sets that any of the selectors finds in the time. Over longer times, those that are known at all: to look through
   * the samples of days costs more than it tells, and Prometheus too looks only for blocks that reach into the time.
   */
  async function labelSets(selectors: readonly Matcher[][], from?: EpochMs, to?: EpochMs): Promise<Labels[]> {
    const [first = [], ...others] = selectors;
    const isShort = from !== undefined && to !== undefined && to - from <= exactWithin;
    // Unlike the range of a query, a time here takes in its first moment.
    const find = async (matchers: readonly Matcher[]) =>
      isShort ? store.series(matchers, from - 1, to) : store.matching(matchers);
    if (others.length === 0) return find(first);
    const found = await Promise.all([first, ...others].map(find));
    return [...new Map(found.flat().map((labels) => [labelsKey(labels), labels])).values()];
  }

  return {
    async query(request) {
      const { parameters } = request;
      const limit = limitOf(parameters);
      const time = optionalTime(parameters, "time") ?? clock.now();
      const limits = limitsOf(request);
      const query = queryOf(parameters);
      demand.ask(query);
      const { result, ...remarks } = await executed(() => queries.instant(query, time, limits));
      if (result.kind === "matrix" && limit > 0 && result.series.length > limit) {
        return answerJson({ ...result, series: result.series.slice(0, limit) }, capped(remarks, true));
      }
      if (result.kind === "vector" && limit > 0 && result.labels.length > limit) {
        return answerJson({ ...result, labels: result.labels.slice(0, limit) }, capped(remarks, true));
      }
      return answerJson(result, capped(remarks));
    },

    async queryRange(request) {
      const { parameters } = request;
      const limit = limitOf(parameters);
      const start = timeOf(parameters, "start");
      const end = timeOf(parameters, "end");
      if (end < start) throw invalidParameter("end", "end timestamp must not be before start time");
      const step = durationNamed(parameters.get("step") ?? "", "step");
      if (step <= 0) {
        throw invalidParameter("step", "zero or negative query resolution step widths are not accepted. Try a positive integer");
      }
      if (Math.floor((end - start) / step) > mostPoints) {
        throw badData(
          "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
        );
      }
      const limits = limitsOf(request);
      const query = queryOf(parameters);
      refuseTypesWithoutRange(query);
      demand.ask(query);
      // Steps are whole milliseconds, and never none.
      const range = { start, end, step: Math.max(1, Math.trunc(step)) };
      const { series, ...remarks } = await executed(() => queries.range(query, range, limits));
      const isCut = limit > 0 && series.length > limit;
      return answerJson({ kind: "matrix", series: isCut ? series.slice(0, limit) : series }, capped(remarks, isCut));
    },

    async series(request) {
      const selectors = request.parameters.getAll("match[]");
      if (selectors.length === 0) throw badData("no match[] parameter provided");
      const { limit, from, to } = listing(request);
      const found = await labelSets(seriesMatchers(selectors), from, to);
      const { items, remarks } = cut(found, limit);
      return listJson(items, labelsJson, remarks);
    },

    async labels(request) {
      const { limit, from, to, isAnyTime } = listing(request);
      const selectors = readMatchers(request.parameters.getAll("match[]"));
      const names = new Set<string>();
      if (isAnyTime) {
        for (const matchers of selectors.length > 0 ? selectors : [undefined]) {
          for (const name of store.labelNames(matchers)) names.add(name);
        }
      } else {
        for (const labels of await labelSets(selectors, from, to)) for (const name of Object.keys(labels)) names.add(name);
      }
      const { items, remarks } = cut([...names].sort(), limit);
      return textsJson(items, remarks);
    },

    async labelValues(escapedLabel, request) {
      const label = unescapeLabelName(escapedLabel);
      if (label === "") throw badData('invalid label name: ""');
      const { limit, from, to, isAnyTime } = listing(request);
      const selectors = readMatchers(request.parameters.getAll("match[]"));
      const { items, remarks } = cut(await values(), limit);
      return textsJson(items, remarks);

      async function values(): Promise<string[]> {
        if (isAnyTime && selectors.length <= 1) return store.labelValues(label, selectors[0]);
        const found = new Set<string>();
        for (const labels of await labelSets(selectors, from, to)) {
          if (Object.hasOwn(labels, label)) found.add(labels[label] ?? "");
        }
        return [...found].sort();
      }
    },

    async metadata({ parameters }) {
      const limit = countOf(parameters, "limit");
      const perMetric = countOf(parameters, "limit_per_metric");
      const metric = parameters.get("metric") ?? "";
      const kinds = [...store.kinds()].filter(([name]) => metric === "" || name === metric);
      const entries = kinds.map(([name, type]) => [name, perMetric === 0 ? [] : [{ type, help: help(name) ?? "", unit: "" }]]);
      return dataJson(Object.fromEntries(limit >= 0 ? entries.slice(0, limit) : entries));
    },

    async buildInfo() {
      const [buildUser, goVersion] = ["", ""];
      return dataJson({
        version: speaksAs,
        revision: version,
        branch: "",
        buildUser,
        buildDate: "",
        goVersion,
        application: "Watchdeck",
      });
    },
  };
}

/** The parameter `query`, refused in Prometheus's words where it is wrong. */
export function queryOf(parameters: Parameters): Query {
  try {
    return parsePromql(parameters.get("query") ?? "");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw invalidParameter("query", error.failure.say);
  }
}

function refuseTypesWithoutRange({ expr }: Query): void {
  const type = typeOf(expr);
  if (type !== "matrix" && type !== "string") return;
  const named = type === "matrix" ? "range vector" : "string";
  throw invalidParameter("query", `invalid expression type "${named}" for range query, must be Scalar or instant Vector`);
}

function lookbackOf(parameters: Parameters): Milliseconds | undefined {
  const text = parameters.get("lookback_delta") ?? "";
  const lookback = text === "" ? undefined : durationOrWhyNot(text);
  if (typeof lookback === "string") throw badData(`error parsing lookback delta duration: ${lookback}`);
  return lookback;
}

/** Only the endpoint of series names the parameter that is wrong. */
function seriesMatchers(selectors: readonly string[]): Matcher[][] {
  try {
    return readMatchers(selectors);
  } catch (error) {
    if (error instanceof ApiError) throw invalidParameter("match[]", error.message);
    throw error;
  }
}

async function executed<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError) throw executionError(error.failure);
    throw error;
  }
}

const truncated = "results truncated due to limit";

function cut<T>(items: readonly T[], limit: number): { items: readonly T[]; remarks: Remarks } {
  const isCut = limit > 0 && items.length > limit;
  return { items: isCut ? items.slice(0, limit) : items, remarks: { warnings: isCut ? [truncated] : [], infos: [] } };
}

function capped({ warnings, infos }: Remarks, isCut = false): Remarks {
  return {
    warnings: cap(isCut ? [...warnings, truncated] : warnings, "warning"),
    infos: cap(infos, "info"),
  };
}

function cap(remarks: readonly string[], kind: string): readonly string[] {
  if (remarks.length <= mostRemarks) return remarks;
  return [...remarks.slice(0, mostRemarks), `${remarks.length - mostRemarks} more ${kind} annotations omitted`];
}
