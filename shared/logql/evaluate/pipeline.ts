// A log query's stages over one line after the other.
import type { LogEntry } from "../../logs/block";
import type { LogqlQuery, Stage } from "../ast";
import { logPartsOf } from "../log-ranges";
import { compileLineFilter } from "./line-filters";
import { LineState } from "./line-state";
import { compileStages } from "./stages";

export type Pipeline = (entry: LogEntry) => LogEntry | undefined;

/**
 * The entry as the stages leave it, or undefined where they filter it out. Whose stream the entry is, is not asked: see
 * `compileSelector`. Of a metric query these are the stages of its first log query.
 */
export function compilePipeline(query: LogqlQuery): Pipeline {
  const stages = logPartsOf(query)[0]?.log.stages ?? [];
  const passes = leadingFilters(stages);
  const rest = stages.slice(passes.length);
  if (rest.length === 0) return (entry) => (passes.every((pass) => pass(entry.line)) ? entry : undefined);
  const run = compileStages(rest);
  return (entry) => {
    for (const pass of passes) if (!pass(entry.line)) return undefined;
    const state = new LineState(entry);
    return run(state) ? state.toEntry() : undefined;
  };
}

/** Most lines of a file end at the first line filter: until then nothing is made for them. */
export function leadingFilters(stages: readonly Stage[]): ((line: string) => boolean)[] {
  const filters: ((line: string) => boolean)[] = [];
  for (const stage of stages) {
    if (stage.type !== "line-filter") break;
    filters.push(compileLineFilter(stage));
  }
  return filters;
}
