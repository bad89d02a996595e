// Functions that change labels and leave the values as they are.
import { RE2JS, RE2JSSyntaxException } from "re2js";
import type { Labels } from "../../../model/labels";
import type { Call } from "../../ast";
import { FindingError } from "../../diagnostics";
import { isTooLarge } from "../../regex-size";
import type { Evaluation } from "../calls";
import type { VectorColumn } from "../context";
import { labelOf, mergeEqual, mostRemembered } from "../label-sets";
import { argument, columnsAt, textAt } from "./arguments";
import { expandTemplate, parseTemplate, type Template } from "./regex-template";

/** Gives a series' label its new text; undefined leaves the series as it is. */
type Relabel = (labels: Labels) => string | undefined;

/** What a call does to labels, and what it has made of few series' label sets: a live query meets them every second. */
interface LabelChange {
  target: string;
  relabel: Relabel;
  made: WeakMap<Labels, Labels>;
}

const knownChanges = new WeakMap<Call, LabelChange>();

function changeLabels(prepare: (call: Call) => { target: string; relabel: Relabel }): Evaluation {
  return (call, context, walk) => {
    let change = knownChanges.get(call);
    if (!change) {
      change = { ...prepare(call), made: new WeakMap() };
      knownChanges.set(call, change);
    }
    const columns = columnsAt(call, 0, context, walk);
    const made = columns.length <= mostRemembered ? change.made : undefined;
    const results = columns.map((column) => {
      context.budget.work(50);
      return changed(column, change, made);
    });
    return { type: "vector", columns: mergeEqual(results, call, context) };
  };
}

function changed(column: VectorColumn, { target, relabel }: LabelChange, made?: WeakMap<Labels, Labels>): VectorColumn {
  let labels = made?.get(column.labels);
  if (!labels) {
    const value = relabel(column.labels);
    labels = value === undefined ? column.labels : withLabel(column.labels, target, value);
    made?.set(column.labels, labels);
  }
  // A name that was given on purpose stays, where names are removed at the end.
  if (target === "__name__" && labels !== column.labels) return { labels, values: column.values, present: column.present };
  return { ...column, labels };
}

/** A label without text is no label. Made from pairs, so that no name means anything special to the object. */
function withLabel(labels: Labels, name: string, value: string): Labels {
  const changed = new Map(Object.entries(labels));
  if (value === "") changed.delete(name);
  else changed.set(name, value);
  return Object.fromEntries(changed);
}

function labelNameAt(call: Call, index: number, what: string): string {
  const name = textAt(call, index);
  // Any text that is not empty can be a label's name; U+FFFD stands for escaped bytes that are no text.
  if (name !== "" && !name.includes("\ufffd")) return name;
  throw new FindingError(`invalid ${what} label name in ${call.name}(): ${name}`, argument(call, index));
}

/** The whole of the source label must match; its groups are then put into the template. */
const labelReplace = changeLabels((call) => {
  const pattern = compile(call);
  const target = labelNameAt(call, 1, "destination");
  const template = parseTemplate(textAt(call, 2));
  const source = textAt(call, 3);
  const known = new Map<string, string | undefined>();
  const relabel: Relabel = (labels) => {
    const text = labelOf(labels, source);
    if (!known.has(text)) {
      // Sources with endless new values must not fill the memory.
      if (known.size >= mostTexts) known.clear();
      known.set(text, replaced(pattern, template, text));
    }
    return known.get(text);
  };
  return { target, relabel };
});

const mostTexts = 10_000;

function replaced(pattern: RE2JS, template: Template, text: string): string | undefined {
  const matcher = pattern.matcher(text);
  if (!matcher.find()) return undefined;
  const names = pattern.namedGroups();
  return expandTemplate(template, (group) => {
    const number = typeof group === "number" ? group : Object.hasOwn(names, group) ? (names[group] ?? -1) : -1;
    return number >= 0 && number <= matcher.groupCount() ? (matcher.group(number) ?? "") : "";
  });
}

function compile(call: Call): RE2JS {
  const text = textAt(call, 4);
  if (isTooLarge(text)) {
    throw new FindingError("invalid regular expression in label_replace(): expression too large", argument(call, 4));
  }
  try {
    return RE2JS.compile(`^(?s:${text})$`);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    throw new FindingError(`invalid regular expression in label_replace(): ${text}`, argument(call, 4));
  }
}

const labelJoin = changeLabels((call) => {
  const separator = textAt(call, 2);
  const sources = call.args.slice(3).map((_, index) => labelNameAt(call, index + 3, "source"));
  const target = labelNameAt(call, 1, "destination");
  return { target, relabel: (labels) => sources.map((source) => labelOf(labels, source)).join(separator) };
});

export const labelChanges: readonly [name: string, evaluation: Evaluation][] = [
  ["label_replace", labelReplace],
  ["label_join", labelJoin],
];
