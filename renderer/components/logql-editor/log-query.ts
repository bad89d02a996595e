// Log queries in a text that need not be finished: their stages, and the one that a word outside of it belongs to.
import { type Group, groupsOf, type Item } from "./scan";

export interface LogQuery {
  /** As it is written, up to a place. */
  lines: string;
  /** Its `{…}`. */
  selector: string;
  /** Whether a parser is in it, so that there are fields beside labels. */
  isParsed: boolean;
}

const lineFilters = /^(\|=|\|~|\|>|!=|!~|!>)$/;
const parsers = /^(json|logfmt|regexp|pattern|unpack)$/;
const stageWords = /^(json|logfmt|regexp|pattern|unpack|unwrap|decolorize|line_format|label_format|drop|keep)$/;

/** The stages behind a selector, each with the sign it begins with; and the sign of the last. */
export function stagesOf(level: readonly Item[], selector: Group): { stages: Item[][]; start: Item | undefined } {
  const stages: Item[][] = [];
  for (const item of level.slice(level.indexOf(selector) + 1)) {
    // The range of a metric query ends the log query in it.
    if (item.kind === "group" && item.text === "[") break;
    const stage = stages.at(-1);
    if (begins(item, stage)) stages.push([item]);
    else stage?.push(item);
  }
  return { stages, start: stages.at(-1)?.[0] };
}

/** `!=` and `!~` filter lines, but behind the name of a field they compare it. */
function begins(item: Item, stage: Item[] | undefined): boolean {
  if (item.kind !== "sign") return false;
  if (item.text === "|") return true;
  if (!lineFilters.test(item.text)) return false;
  if (!item.text.startsWith("!") || item.text === "!>") return true;
  const last = stage?.at(-1);
  const isName = stage?.[0]?.text === "|" && last?.kind === "word" && !(stage.length === 2 && stageWords.test(last.text));
  return !isName;
}

const isParser = ([, word]: readonly Item[]): boolean => parsers.test(word?.text ?? "");

/** The log query that words around it, as those of `by (…)`, speak of: the next in the text, else the one before. */
export function logQueryNear(text: string, at: number): LogQuery | undefined {
  const all = queriesIn(groupsOf(text).items, text);
  return (all.find(({ from }) => from >= at) ?? all.at(-1))?.query;
}

/** In the order of the text. Brackets may be nested deeper than functions may call each other. */
function queriesIn(items: readonly Item[], text: string): { from: number; query: LogQuery }[] {
  const found: { from: number; query: LogQuery }[] = [];
  const levels = [items];
  for (let level = levels.pop(); level; level = levels.pop()) {
    for (const item of level) {
      if (item.kind !== "group") continue;
      if (item.text === "{") found.push({ from: item.from, query: queryOf(item, readStages(level, item), text) });
      else levels.push(item.items);
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** The stages that make the lines: what unwraps belongs to the metric around them. */
function readStages(level: readonly Item[], selector: Group): Item[][] {
  const { stages } = stagesOf(level, selector);
  const unwraps = stages.findIndex(([, word]) => word?.text === "unwrap");
  return unwraps < 0 ? stages : stages.slice(0, unwraps);
}

/** The query of a selector and the stages behind it, as they are written. */
export function queryOf(selector: Group, stages: readonly Item[][], text: string): LogQuery {
  const end = stages.at(-1)?.at(-1)?.to ?? selector.to;
  return {
    lines: text.slice(selector.from, end),
    selector: text.slice(selector.from, selector.to),
    isParsed: stages.some(isParser),
  };
}
