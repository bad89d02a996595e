// The filter of the Processes page: words, and terms such as `user:root`, `cpu>10`, `!state:zombie`, all of which must hold.
import type { ProcessInfo } from "#shared/contract/processes";
import type { Process } from "../../bridge/process-list";
import { fieldNames, parseField } from "./filter-fields";

/** Whether a process is wanted; `now` is for ages. */
export type ProcessTest = (process: Process, now: number) => boolean;

/** What a filter asks for. */
export interface ParsedFilter {
  /** Of all terms that are right; none when nothing is asked for. */
  test: ProcessTest | undefined;
  /** What is wrong with the first term that is, in a sentence: often it is just not typed to its end yet. */
  problem: string | undefined;
}

export function parseFilter(text: string): ParsedFilter {
  const tests: ProcessTest[] = [];
  let problem: string | undefined;
  for (const term of termsOf(text)) {
    const test = parseTerm(term);
    if (typeof test === "string") problem ??= test;
    else tests.push(test);
  }
  const test: ProcessTest = (process, now) => tests.every((each) => each(process, now));
  return { test: tests.length === 0 ? undefined : test, problem };
}

/** When nothing matches: a word that looks like a term, and was looked for as it is. */
export function looksLikeField(text: string): string | undefined {
  for (const term of termsOf(text)) {
    const [, field] = term.isQuoted ? [] : (/^!?([a-z]+):./i.exec(term.text) ?? []);
    if (field !== undefined && !fieldNames.includes(field.toLowerCase())) return `${field}:`;
  }
  return undefined;
}

interface Term {
  text: string;
  /** It began with a quote: words to look for, whatever stands in them. */
  isQuoted: boolean;
}

/** What stands between blanks; quotes keep blanks together: `name:"my app"`. A quote without its other half ends with the text. */
function termsOf(text: string): Term[] {
  const found: Term[] = [];
  let term = "";
  let isInQuotes = false;
  let isQuoted = false;
  const end = () => {
    if (term !== "") found.push({ text: term, isQuoted });
    term = "";
    isQuoted = false;
  };
  for (const character of text) {
    if (character === '"') {
      if (term === "" && !isInQuotes) isQuoted = true;
      isInQuotes = !isInQuotes;
    } else if (!isInQuotes && character.trim() === "") end();
    else term += character;
  }
  end();
  return found;
}

const shape = /^(!?)([a-z]+)(>=|<=|>|<|=|:)(.*)$/i;

function parseTerm({ text, isQuoted }: Term): ProcessTest | string {
  const [, not = "", field = "", operator = "", value = ""] = (isQuoted ? undefined : shape.exec(text)) ?? [];
  const test = operator === "" ? undefined : parseField(field.toLowerCase(), operator, value);
  if (typeof test === "string") return `${text} – ${test}`;
  if (test) return not === "" ? test : (process, now) => !test(process, now);
  const isNot = !isQuoted && text.length > 1 && text.startsWith("!");
  const word = (isNot ? text.slice(1) : text).toLowerCase();
  return ({ info }) => wordsOf(info).includes(word) !== isNot;
}

// An info stays the same object from frame to frame, so its words are put together once.
const words = new WeakMap<ProcessInfo, string>();

function wordsOf(info: ProcessInfo): string {
  let text = words.get(info);
  if (text === undefined) {
    text = `${info.name} ${info.command} ${info.user} ${info.pid}`.toLowerCase();
    words.set(info, text);
  }
  return text;
}
