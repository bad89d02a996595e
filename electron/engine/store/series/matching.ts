// Finds the records that match. Each matcher becomes a test of one number of a record; a regular expression is tried once on
// each text that it meets, and its verdict is remembered by the text's number. Nothing else is answered meanwhile, so a pattern
// that was built to take long is given up.
import { AppError } from "#shared/model/failure";
import { compileMatcher } from "#shared/promql/matchers";
import type { TextPredicate } from "#shared/promql/regex";
import type { Matcher } from "#shared/promql/storage";
import type { Milliseconds } from "#shared/units/time";
import { field, type Records } from "./records";
import type { Shapes } from "./shapes";
import type { TextTable } from "./text-table";

/** What regular expressions may take for one question. */
const longestMatching: Milliseconds = 1000;
/** The clock is looked at once for so many texts: the slowest pattern takes a millisecond for each. */
const textsBetweenLooks = 64;

interface Verdicts {
  pattern: string;
  predicate: TextPredicate;
  /** By text number: 0 not tried yet, 1 fits, 2 does not. */
  byText: Uint8Array;
  /** The texts' numbers mean something else once this differs. */
  generation: number;
}

interface Test {
  /** By shape: where in a record the label's value lies; 0 where the shape lacks the label. */
  fields: Int32Array;
  /** For `=` and `!=`: the wanted text's number, -1 where nobody has that text. */
  text: number;
  isEqual: boolean;
  verdicts: Verdicts | undefined;
}

export interface Matching {
  /** The places of records that match all matchers, by rising id. */
  places(matchers: readonly Matcher[]): number[];
  /** Text numbers have been given anew. */
  forgetTexts(): void;
}

interface MatchingParts {
  records: Records;
  shapes: Shapes;
  texts: TextTable;
  now?: () => Milliseconds;
}

export function createMatching({ records, shapes, texts, now = () => performance.now() }: MatchingParts): Matching {
  let generation = 0;
  // A query keeps its matchers, so a live one compiles its regular expressions once and not every second.
  const known = new WeakMap<Matcher, Verdicts>();

  function verdictsOf(matcher: Matcher): Verdicts {
    let verdicts = known.get(matcher);
    if (!verdicts) {
      verdicts = { pattern: matcher.value, predicate: compileMatcher(matcher), byText: new Uint8Array(texts.end), generation };
      known.set(matcher, verdicts);
    }
    if (verdicts.generation !== generation) {
      verdicts.byText = new Uint8Array(texts.end);
      verdicts.generation = generation;
    } else if (verdicts.byText.length < texts.end) {
      const longer = new Uint8Array(Math.ceil(texts.end * 1.25));
      longer.set(verdicts.byText);
      verdicts.byText = longer;
    }
    return verdicts;
  }

  function fieldsOf(label: string): Int32Array {
    const fields = new Int32Array(shapes.all.length);
    for (let shape = 0; shape < fields.length; shape++) {
      const at = shapes.all[shape]?.names.indexOf(label) ?? -1;
      if (at >= 0) fields[shape] = field.values + at;
    }
    return fields;
  }

  function testOf(matcher: Matcher): Test {
    const fields = fieldsOf(matcher.label);
    const isPattern = matcher.operator === "=~" || matcher.operator === "!~";
    if (isPattern) return { fields, text: -1, isEqual: true, verdicts: verdictsOf(matcher) };
    return { fields, text: texts.find(matcher.value) ?? -1, isEqual: matcher.operator === "=", verdicts: undefined };
  }

  let judged = 0;
  let endsAt = Number.POSITIVE_INFINITY;

  function judge({ predicate, pattern }: Verdicts, text: string): boolean {
    if (judged++ % textsBetweenLooks === 0) {
      if (judged === 1) endsAt = now() + longestMatching;
      else if (now() > endsAt) throw tooSlow(pattern);
    }
    return predicate(text);
  }

  function passes(test: Test, place: number): boolean {
    const { cells } = records;
    const at = test.fields[cells[place + field.shape] ?? 0] ?? 0;
    const text = at === 0 ? 0 : (cells[place + at] ?? 0);
    if (!test.verdicts) return (text === test.text) === test.isEqual;
    const { byText } = test.verdicts;
    if (byText[text] === 0) byText[text] = judge(test.verdicts, texts.text(text)) ? 1 : 2;
    return byText[text] === 1;
  }

  function passesAll(tests: readonly Test[], place: number): boolean {
    for (let index = 0; index < tests.length; index++) {
      const test = tests[index];
      if (test && !passes(test, place)) return false;
    }
    return true;
  }

  /** Walks from the newest to the oldest series of a metric. */
  function amongMetric(metric: number, tests: readonly Test[]): number[] {
    const found: number[] = [];
    let isFalling = true;
    let before = Number.POSITIVE_INFINITY;
    for (let at = (records.newestOf(metric) ?? -1) + 1; at !== 0; at = records.cells[at - 1 + field.older] ?? 0) {
      if (!passesAll(tests, at - 1)) continue;
      const id = records.cells[at - 1 + field.id] ?? 0;
      isFalling &&= id < before;
      before = id;
      found.push(at - 1);
    }
    const idAt = (place: number) => records.cells[place + field.id] ?? 0;
    // Series put back from disk need not come in the order of their ids.
    return isFalling ? found.reverse() : found.sort((a, b) => idAt(a) - idAt(b));
  }

  function amongAll(tests: readonly Test[]): number[] {
    const found: number[] = [];
    for (let position = 0; position < records.count; position++) {
      const place = records.places[position] ?? 0;
      if (passesAll(tests, place)) found.push(place);
    }
    return found;
  }

  return {
    places(matchers) {
      judged = 0;
      const tests = matchers.map(testOf);
      // A text that nobody has, or a label: the answer is known without looking.
      const isHopeless = (test: Test) => !test.verdicts && test.isEqual && test.text < 0;
      if (tests.some(isHopeless)) return [];
      const metric = matchers.findIndex(({ label, operator, value }) => label === "__name__" && operator === "=" && value !== "");
      if (metric < 0) return amongAll(tests);
      return amongMetric(tests[metric]?.text ?? 0, tests.toSpliced(metric, 1));
    },

    forgetTexts() {
      generation++;
    },
  };
}

const mostShown = 60;

function tooSlow(pattern: string): AppError {
  const shown = pattern.length > mostShown ? `${pattern.slice(0, mostShown)}…` : pattern;
  const say = `The regular expression ${JSON.stringify(shown)} takes too long over the labels of this host; make it simpler, or name the metric.`;
  return new AppError({ kind: "refused", say });
}
