import { formatMatcher } from "#shared/alerting/matchers";
import { quoteRegex } from "#shared/alerting/matchers-for";
import type { LabelCandidates } from "./candidates";
import { type Operator, type Spot, spotAt } from "./scan";

export interface CompletionOption {
  label: string;
  /** Beside the label, muted. */
  detail?: string;
  /** What is put in the place of `from` to `to`. */
  insert: string;
}

export interface Completion {
  /** What it completes. */
  kind: Spot["kind"];
  from: number;
  to: number;
  options: readonly CompletionOption[];
}

const mostOptions = 60;

/** What may stand where the cursor is; undefined when there is nothing to offer. */
export function completeMatchers(text: string, cursor: number, candidates: LabelCandidates): Completion | undefined {
  const spot = spotAt(text, cursor);
  if (!spot) return undefined;
  const options =
    spot.kind === "name" ? namesFor(spot.typed, candidates, hasOperator(text, spot.to)) : valuesFor(spot, candidates);
  // The only offer being what is there already is no offer.
  const isDone = options.length === 1 && text.slice(spot.from, spot.to) === options[0]?.insert;
  return options.length === 0 || isDone ? undefined : { kind: spot.kind, from: spot.from, to: spot.to, options };
}

/** Whether what stands there has its condition already. */
const hasOperator = (text: string, behind: number): boolean => /^\s*(=|!=|!~)/.test(text.slice(behind));

function namesFor(typed: string, candidates: LabelCandidates, isNameOnly: boolean): CompletionOption[] {
  return rank([...candidates.keys()], typed).map((name) => ({
    label: name,
    detail: countWords(candidates.get(name)?.length ?? 0),
    insert: isNameOnly ? withoutValue(name).slice(0, -1) : withoutValue(name),
  }));
}

/** `severity=`, or `"a b"=` where the name needs quotes. */
const withoutValue = (name: string): string =>
  formatMatcher({ name, value: "", isRegex: false, isEqual: true }).replace(/""$/, "");

const countWords = (count: number): string => (count === 1 ? "1 value" : `${count} values`);

function valuesFor(spot: Extract<Spot, { kind: "value" }>, candidates: LabelCandidates): CompletionOption[] {
  const isRegex = spot.operator.endsWith("~");
  // In a pattern the last alternative is the one that is being typed.
  const bar = isRegex ? spot.typed.lastIndexOf("|") + 1 : 0;
  const [before, typed] = [spot.typed.slice(0, bar), spot.typed.slice(bar)];
  const taken = new Set(before.split("|"));
  return rank(candidates.get(spot.name) ?? [], typed)
    .filter((value) => !isRegex || !taken.has(quoteRegex(value)))
    .map((value) => ({
      label: value === "" ? '""' : value,
      insert: matcherText(spot.name, spot.operator, isRegex ? before + quoteRegex(value) : value),
    }));
}

const matcherText = (name: string, operator: Operator, value: string): string =>
  formatMatcher({ name, value, isRegex: operator.endsWith("~"), isEqual: operator.startsWith("=") });

/** Those that begin with what was typed, then those that have it somewhere. */
function rank(all: readonly string[], typed: string): string[] {
  const wanted = typed.toLowerCase();
  const [first, then]: [string[], string[]] = [[], []];
  for (const each of all) {
    const place = each.toLowerCase().indexOf(wanted);
    if (place === 0) first.push(each);
    else if (place > 0) then.push(each);
    if (first.length >= mostOptions) break;
  }
  return [...first, ...then].slice(0, mostOptions);
}
