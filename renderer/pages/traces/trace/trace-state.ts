// What is shown of one trace: which rows, which span is chosen, what is found. One store for a page, past React; the stretch of time
// that the bars show is in `time-range.ts`, because it changes with every step of a drag.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Trace } from "#shared/model/trace";
import {
  collapseAll,
  collapseDepth,
  collapseOneLevel,
  collapseService,
  expandAll,
  expandOneLevel,
  reveal,
  toggle,
} from "#shared/traces/collapse";
import { amongPositions, type ShownRows, shownRows } from "#shared/traces/shown-rows";
import { extentOf, startOf } from "#shared/traces/trace-times";
import { matchesOf, type TraceFilter, type TraceView } from "#shared/traces/trace-view";
import { rowAtOrBefore, rowOf, stepIn } from "./shown-index";
import { broughtInto, createRangeStore, type RangeStore } from "./time-range";
import type { TraceAddress, TraceViewName } from "./url";

export interface TraceFind {
  isOpen: boolean;
  /** It was opened to be typed in, and not by a tag or a link. */
  takesFocus?: boolean;
  words: string;
  /** Positions, in order. Those of the words before stay until there are others. */
  matches: Uint32Array;
  /** 1 for each position that matches; undefined while nothing is looked for. */
  mask: Uint8Array | undefined;
  isLooking: boolean;
  /** Why it could not be looked for. */
  problem?: string | undefined;
}

/** A row that is to be brought into sight. Each wish is another object, so that the same may be wished again. */
export interface WantedRow {
  position: number;
  align: "auto" | "center";
}

export interface TraceState extends TraceView {
  name: TraceViewName;
  shown: ShownRows;
  correctsClocks: boolean;
  /** The span whose details are open. */
  chosen: number | undefined;
  /** Where the keys are: the chosen span, or one that was only gone to. */
  active: number | undefined;
  find: TraceFind;
  onlyMatches: boolean;
  wanted: WantedRow | undefined;
  /** Positions that pass the filters, whatever is folded; undefined where nothing is filtered. */
  amongPositions: Uint32Array | undefined;
  readonly range: RangeStore;

  switchTo(name: TraceViewName): void;
  /** Opens the details of a span, or closes them. */
  choose(position: number | undefined): void;
  /** Moves the keys to a span. Details that are open follow. */
  activate(position: number): void;
  /** The same, and its bar comes into the range. */
  goTo(position: number): void;
  /** Chooses a span in the waterfall and brings it into sight, out of whatever hides it. */
  show(position: number): void;
  /** Shows in the waterfall only the spans that have these words. */
  filterTo(words: string): void;
  lookFor(words: string): void;
  openFind(): void;
  closeFind(): void;
  setOnlyMatches(isOn: boolean): void;
  setFilter(parts: Partial<TraceFilter>): void;
  clearFilters(): void;
  toggleService(service: number): void;
  setFoldsRuns(isOn: boolean): void;
  setCorrectsClocks(isOn: boolean): void;
  /** Folds or unfolds one span; a run of repeated ones likewise. */
  fold(position: number, isFolded: boolean): void;
  openRun(run: number): void;
  collapse(how: Collapsing): void;
}

export type Collapsing =
  /** Everything; nothing; the deepest level that is open; the highest that is folded. */
  | { kind: "all" | "none" | "one-level" | "one-level-less" }
  /** What is deeper than this, roots being 0. */
  | { kind: "depth"; depth: number }
  /** What the spans of a service called. */
  | { kind: "service"; service: number };

export type TraceStore = StoreApi<TraceState>;

/** What the store begins with, from the address. */
export type FirstState = Omit<TraceAddress, "spanId">;

interface Parts {
  trace: Trace;
  first: FirstState;
  /** Positions that have the words, in order. */
  find(words: string): Promise<Uint32Array>;
}

const nothing = new Uint32Array();

export function createTraceStore({ trace, first, find }: Parts): TraceStore {
  const hidden = hiddenServices(trace, first.hidden);
  const filter: TraceFilter = {
    ...(hidden.size > 0 && { services: hidden }),
    ...(first.leastShare > 0 && { leastShare: first.leastShare }),
    ...(first.errorsOnly && { errorsOnly: true }),
    ...(first.criticalOnly && { criticalOnly: true }),
  };
  const view: TraceView = { collapsed: expandAll(trace), openRuns: new Set(), foldsRuns: first.foldsRuns, filter };
  let asked = 0;

  const store = createStore<TraceState>((set, get) => {
    function setView(parts: Partial<TraceView>): void {
      const { collapsed, openRuns, foldsRuns, filter: filterNow } = { ...get(), ...parts };
      set({
        ...parts,
        shown: shownRows(trace, { collapsed, openRuns, foldsRuns, filter: filterNow }),
        ...(parts.filter && { amongPositions: amongPositions(trace, parts.filter) }),
      });
    }
    const withMatches = (parts: { isOn: boolean; mask: Uint8Array | undefined }): TraceFilter => {
      const { matches: _, ...rest } = get().filter;
      return parts.isOn && parts.mask ? { ...rest, matches: parts.mask } : rest;
    };
    /** Unfolds what a span is folded into; a filter that hides it goes. */
    function uncover(position: number): void {
      if (rowOf(get().shown, position) >= 0) return;
      const { collapsed, openRuns } = reveal(trace, get(), position);
      setView({ collapsed, openRuns });
      if (rowOf(get().shown, position) < 0) get().clearFilters();
    }
    function bringTime(position: number): void {
      const { range, correctsClocks } = get();
      range.set(broughtInto(range.get(), startOf(trace, position, correctsClocks), trace.duration[position] ?? 0));
    }
    return {
      ...view,
      name: first.view,
      shown: shownRows(trace, view),
      correctsClocks: true,
      chosen: undefined,
      active: undefined,
      find: { isOpen: first.find !== "", words: "", matches: nothing, mask: undefined, isLooking: false },
      onlyMatches: first.onlyMatches,
      wanted: undefined,
      amongPositions: amongPositions(trace, filter),
      range: createRangeStore(extentOf(trace, true)),

      switchTo: (name) => set({ name }),
      choose(position) {
        if (position !== undefined) {
          uncover(position);
          bringTime(position);
        }
        set({
          chosen: position,
          ...(position !== undefined && { active: position, wanted: { position, align: "auto" } }),
        });
      },
      activate(position) {
        uncover(position);
        const isFollowed = get().chosen !== undefined;
        set({ active: position, ...(isFollowed && { chosen: position }), wanted: { position, align: "auto" } });
      },
      goTo(position) {
        get().activate(position);
        bringTime(position);
      },
      show(position) {
        uncover(position);
        bringTime(position);
        set({ name: "waterfall", chosen: position, active: position, wanted: { position, align: "center" } });
      },
      filterTo(words) {
        set({ name: "waterfall", onlyMatches: true, find: { ...get().find, isOpen: true } });
        get().lookFor(words);
      },
      lookFor(words) {
        const ask = ++asked;
        if (words.trim() === "") {
          set({ find: { ...get().find, words, matches: nothing, mask: undefined, isLooking: false, problem: undefined } });
          if (get().filter.matches) setView({ filter: withMatches({ isOn: false, mask: undefined }) });
          return;
        }
        set({ find: { ...get().find, words, isLooking: true, problem: undefined } });
        find(words).then(
          (matches) => {
            // Somebody has typed on meanwhile.
            if (ask !== asked) return;
            const mask = matchesOf(trace, matches);
            set({ find: { ...get().find, matches, mask, isLooking: false } });
            if (get().onlyMatches) setView({ filter: withMatches({ isOn: true, mask }) });
            const { active } = get();
            const first = active !== undefined && mask[active] === 1 ? undefined : stepIn(matches, active, 1);
            if (first !== undefined) set({ wanted: { position: first, align: "center" } });
          },
          (error: unknown) => {
            if (ask !== asked) return;
            set({ find: { ...get().find, isLooking: false, problem: error instanceof Error ? error.message : String(error) } });
          },
        );
      },
      openFind: () => set({ find: { ...get().find, isOpen: true, takesFocus: true } }),
      closeFind() {
        asked++;
        set({ find: { isOpen: false, words: "", matches: nothing, mask: undefined, isLooking: false } });
        if (get().filter.matches) setView({ filter: withMatches({ isOn: false, mask: undefined }) });
      },
      setOnlyMatches(isOn) {
        set({ onlyMatches: isOn });
        setView({ filter: withMatches({ isOn, mask: get().find.mask }) });
      },
      setFilter: (parts) => setView({ filter: { ...get().filter, ...parts } }),
      clearFilters() {
        set({ onlyMatches: false });
        setView({ filter: {} });
      },
      toggleService(service) {
        const next = new Set(get().filter.services);
        if (!next.delete(service)) next.add(service);
        setView({ filter: { ...get().filter, services: next } });
      },
      setFoldsRuns: (isOn) => setView({ foldsRuns: isOn, openRuns: new Set() }),
      setCorrectsClocks(isOn) {
        set({ correctsClocks: isOn });
        get().range.setFull(extentOf(trace, isOn));
      },
      fold(position, isFolded) {
        const { collapsed } = get();
        if ((collapsed[position] === 1) !== isFolded) setView({ collapsed: toggle(collapsed, position) });
      },
      openRun: (run) => setView({ openRuns: new Set(get().openRuns).add(run) }),
      collapse(how) {
        setView({ collapsed: collapsedBy(trace, get().collapsed, how) });
        const { active, shown } = get();
        // The keys go to the row into which theirs was folded.
        if (active !== undefined && rowOf(shown, active) < 0) {
          set({ active: shown.spans[Math.max(0, rowAtOrBefore(shown, active))] });
        }
      },
    };
  });
  if (first.find !== "") store.getState().lookFor(first.find);
  return store;
}

function collapsedBy(trace: Trace, collapsed: Uint8Array, how: Collapsing): Uint8Array {
  switch (how.kind) {
    case "all":
      return collapseAll(trace);
    case "none":
      return expandAll(trace);
    case "one-level":
      return collapseOneLevel(trace, collapsed);
    case "one-level-less":
      return expandOneLevel(trace, collapsed);
    case "depth":
      return collapseDepth(trace, how.depth);
    case "service":
      return collapseService(trace, how.service, collapsed);
  }
}

/** Whether anything is hidden by a filter. */
export const isFiltering = ({ services, matches, leastShare, errorsOnly, criticalOnly }: TraceFilter): boolean =>
  (services?.size ?? 0) > 0 || matches !== undefined || (leastShare ?? 0) > 0 || errorsOnly === true || criticalOnly === true;

function hiddenServices(trace: Trace, names: readonly string[]): Set<number> {
  const hidden = new Set<number>();
  for (const name of names) {
    const service = trace.services.indexOf(name);
    if (service >= 0) hidden.add(service);
  }
  return hidden;
}
