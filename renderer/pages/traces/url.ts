// What a link to the Traces page reproduces. A link is text from anywhere: every field is repaired by itself. `source` and `last`
// are those of `stores/address`, which the frame and other pages read too.
import { mostTraces } from "#shared/contract/traces";
import { type NsTime, nsTimeSchema } from "#shared/model/log";
import { readRange, writeRange } from "../../components/range-picker/range-in-address";
import type { TimeRange } from "../../components/range-picker/time-range";
import { readSort, type Sort, writeSort } from "../../components/table-order";
import { localSource, readSource, usualWindow } from "../../stores/address";

/** What stands at `/traces/:view/:id`. */
export type TracesPlace =
  | { kind: "search" | "map" | "services" | "lost" }
  | { kind: "trace"; traceId: string }
  | { kind: "compare"; a: string; b: string };

/** The parts of the page that its tabs lead to. */
export const tabs = ["search", "map", "services"] as const;
export type TracesTab = (typeof tabs)[number];

export const tabPath = (tab: TracesTab): string => (tab === "search" ? "/traces" : `/traces/${tab}`);

/** Ids from files may be of any form; longer ones than this are none. */
const longestId = 200;

export function readPlace({ view, id }: { view?: string | undefined; id?: string | undefined }): TracesPlace {
  if (view === undefined) return { kind: "search" };
  if ((view === "map" || view === "services") && id === undefined) return { kind: view };
  if (view === "trace" && isId(id)) return { kind: "trace", traceId: id };
  if (view === "compare") {
    const [a, b, ...more] = (id ?? "").split("..");
    if (isId(a) && isId(b) && more.length === 0) return { kind: "compare", a, b };
  }
  return { kind: "lost" };
}

const isId = (id: string | undefined): id is string => id !== undefined && id !== "" && id.length <= longestId;

export const comparePath = (a: string, b: string): string => `/traces/compare/${encodeURIComponent(a)}..${encodeURIComponent(b)}`;

/** About when the trace of a link was. */
export function readAround(params: URLSearchParams): NsTime | undefined {
  const around = nsTimeSchema.safeParse(params.get("around"));
  return around.success ? around.data : undefined;
}

/** The columns that results are sorted by, in the table and in the list. */
export const sortColumns = ["name", "start", "duration", "spans", "errors", "services"] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface SearchAddress {
  /** As chosen in the frame; `local` for the first server there is. */
  source: string;
  /** Undefined: any. */
  service: string | undefined;
  operation: string | undefined;
  /** As typed, so that a mistake is still there to be put right. */
  tags: string;
  min: string;
  max: string;
  range: TimeRange;
  limit: number;
  /** Somebody has asked for this: an address without it only fills in the form. */
  isAsked: boolean;
  list: "list" | "table";
  sort: Sort & { column: SortColumn };
  /** Whether the traces are drawn over the time, above the list. */
  hasPlot: boolean;
}

/** As many as a server sends quickly even where it sends them whole. */
export const usualLimit = 20;
export const limits: readonly number[] = [20, 50, 100, 200, 500, 1000, mostTraces];

export const firstSearch: SearchAddress = {
  source: localSource,
  service: undefined,
  operation: undefined,
  tags: "",
  min: "",
  max: "",
  range: { kind: "last", forMs: usualWindow },
  limit: usualLimit,
  isAsked: false,
  list: "list",
  sort: { column: "start", isDescending: true },
  hasPlot: true,
};

const longest = { service: 1000, operation: 10_000, tags: 10_000, duration: 40 } as const;

export function readSearch(params: URLSearchParams): SearchAddress {
  const service = readText(params, "service", longest.service);
  const limit = Number(params.get("limit"));
  return {
    source: readSource(params),
    service,
    operation: service === undefined ? undefined : readText(params, "operation", longest.operation),
    tags: readText(params, "tags", longest.tags) ?? "",
    min: readText(params, "min", longest.duration) ?? "",
    max: readText(params, "max", longest.duration) ?? "",
    range: readRange(params, usualWindow),
    limit: Number.isInteger(limit) && limit >= 1 && limit <= mostTraces ? limit : usualLimit,
    isAsked: service !== undefined || params.get("find") === "1",
    list: params.get("list") === "table" ? "table" : "list",
    sort: readSort(params.get("sort") ?? "", sortColumns) ?? firstSearch.sort,
    hasPlot: params.get("plot") !== "0",
  };
}

/** The shortest link that reads back as the same address: what is as on a first visit is left out. */
export function writeSearch(address: SearchAddress): URLSearchParams {
  const { source, service, operation, tags, min, max, range, limit, isAsked, list, sort, hasPlot } = address;
  const params = new URLSearchParams();
  if (source !== localSource) params.set("source", source);
  if (service !== undefined) params.set("service", service);
  else if (isAsked) params.set("find", "1");
  if (service !== undefined && operation !== undefined) params.set("operation", operation);
  if (tags !== "") params.set("tags", tags);
  if (min !== "") params.set("min", min);
  if (max !== "") params.set("max", max);
  writeRange(params, range, usualWindow);
  if (limit !== usualLimit) params.set("limit", String(limit));
  if (list !== "list") params.set("list", list);
  if (writeSort(sort) !== writeSort(firstSearch.sort)) params.set("sort", writeSort(sort));
  if (!hasPlot) params.set("plot", "0");
  return params;
}

/** Longer than it can be is not what somebody typed, and cut it would ask for something else. */
function readText(params: URLSearchParams, name: string, most: number): string | undefined {
  const text = params.get(name);
  return text === null || text === "" || text.length > most ? undefined : text;
}
