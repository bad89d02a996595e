// The calls `store.*`: what is kept of this machine, and deleting from it.
import { AppError } from "#shared/model/failure";
import { formatLabels } from "#shared/model/labels";
import { parsePromql } from "#shared/promql/parse";
import { plainSelector } from "#shared/promql/plain-selector";
import type { Matcher } from "#shared/promql/storage";
import type { EmbeddedStore } from "../store/embedded-store";
import type { HistoryStatus } from "../store/history";
import type { Api } from "./api";

const mostExamples = 20;

interface Options {
  store: Pick<EmbeddedStore, "history" | "deleteSeries" | "matching">;
  /** Where the store's files are; absent without a disk. */
  folder?: string;
  /** Why there is no disk. */
  whyMemory?: string;
}

export function setUpStoreApi(api: Api, { store, folder, whyMemory }: Options): void {
  api.answer("store.history", async () => {
    const { state, ...history } = await store.history();
    return { ...history, ...(folder !== undefined && { folder }), state: withReason(state, whyMemory) };
  });
  api.answer("store.match", ({ selector }) => {
    const found = store.matching(matchersIn(selector));
    return { series: found.length, examples: found.slice(0, mostExamples).map(formatLabels) };
  });
  api.answer("store.delete", async ({ selector }) => ({ series: await store.deleteSeries(matchersIn(selector)) }));
}

const withReason = (state: HistoryStatus["state"], say: string | undefined) =>
  state.kind === "memory" && say !== undefined ? { ...state, say } : state;

/** The matchers of a plain selector; anything more of PromQL has no meaning here. */
export function matchersIn(selector: string): readonly Matcher[] {
  const matchers = plainSelector(parsePromql(selector));
  if (matchers) return matchers;
  throw new AppError({
    kind: "bad-request",
    say: `Series are chosen by a selector such as node_disk_io_now{device="sda"}, not by an expression.`,
  });
}
