// What is offered while a LogQL query is typed: the language's own words at once, and beside them what the source has to be asked.
import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
  snippet,
} from "@codemirror/autocomplete";
import type { DetectedField } from "#shared/contract/logs";
import { levelNames } from "#shared/logs/level";
import { logLevels } from "#shared/model/log";
import { type CursorPlace, placeAt } from "./cursor-place";
import type { LogKnowledge } from "./knowledge";
import { valuesFor, valuesOf } from "./offered-values";
import { ranked } from "./ranked";
import * as words from "./words";

export interface CompletionOptions {
  knowledge: LogKnowledge;
  /** Only what the logs of this machine answer is offered. */
  isLocal: boolean;
  /** Values that a field has among lines that are there already. */
  loadedValues(field: string): readonly string[];
}

/** One for the words, which are there at once, and one for what has to be asked. */
export function logqlCompletion(options: CompletionOptions): CompletionSource[] {
  return [
    (context) => {
      const place = offeredAt(context);
      return place ? wordsAt(place, context, options.isLocal) : null;
    },
    async (context) => {
      const place = offeredAt(context);
      return place ? askedAt(place, context, options) : null;
    },
  ];
}

/** The cursor's place, where something may be offered: unasked only where a word was begun or nothing else can come. */
function offeredAt(context: CompletionContext): CursorPlace | undefined {
  const place = placeAt(context.state.doc.toString(), context.pos);
  if (!place || context.explicit) return place;
  switch (place.kind) {
    case "expression":
    case "behind-call":
    case "behind-filter":
      return place.typed === "" ? undefined : place;
    case "label-operator":
    case "field-operator":
    case "behind-stage":
      // Behind something that may be all there is to come: Enter has to run it.
      return undefined;
    case "field-value":
      return /^(=|!=|=~|!~)$/.test(place.operator) ? place : undefined;
    default:
      return place;
  }
}

function wordsAt(place: CursorPlace, context: CompletionContext, isLocal: boolean): CompletionResult | null {
  const list = (all: readonly words.Word[], change?: (word: words.Word) => Completion) =>
    all.filter((word) => !(isLocal && word.isRemote)).map(change ?? ((word) => optionOf(word, context)));
  const offer = (options: readonly Completion[]) => ranked({ from: place.from, typed: place.typed, options });
  switch (place.kind) {
    case "expression": {
      const selector: Completion = {
        label: "{",
        displayLabel: "{ }",
        detail: "lines of streams",
        apply: snippet("{${}}"),
        type: "label",
      };
      return offer([...(place.typed === "" ? [selector] : []), ...list(words.functions)]);
    }
    case "behind-call":
      return offer(list(words.behindCall));
    case "label-operator":
      return offer(list(words.matchOperators));
    case "field-operator":
      return offer(list(words.fieldOperators));
    case "behind-filter":
      return offer(list(words.behindFilter));
    case "duration":
      return offer(list(words.durations));
    case "stage": {
      const { pipe, typed } = place;
      const filters = words.lineFilters.filter(({ label }) => typed === "" && label.startsWith("|"));
      // They take the place of the pipe that was typed for them.
      return offer([
        ...list(words.stages),
        ...list(filters, (word) => ({ ...optionOf(word, context), apply: fromPipe(word, pipe) })),
      ]);
    }
    case "behind-stage": {
      const space = /\s$/.test(context.state.sliceDoc(0, place.from)) ? "" : " ";
      const written = ({ label, template }: words.Word, before: string) => {
        // A template without a stop would leave the cursor in front of it.
        const text = `${space}${before}${template ?? label}`;
        return template === undefined ? text : snippet(text);
      };
      return offer([
        ...list(words.lineFilters, (word) => ({ ...optionOf(word, context), apply: written(word, "") })),
        ...list(words.stages, (word) => ({ ...optionOf(word, context), label: `| ${word.label}`, apply: written(word, "| ") })),
      ]);
    }
    case "field":
      return place.use === "unwrap" ? offer(list(words.conversions)) : null;
    default:
      return null;
  }
}

function optionOf({ label, about, template }: words.Word, { state, pos }: CompletionContext): Completion {
  const option: Completion = { label, ...(about !== "" && { detail: about }) };
  // What is there already is not written a second time.
  const isWritten = /^\s*[({"`]/.test(state.sliceDoc(pos, pos + 20));
  if (template === undefined || isWritten) return option;
  return { ...option, apply: snippet(template), ...(template.includes("{${}}") && { type: "label" }) };
}

const fromPipe =
  ({ label, template = label }: words.Word, pipe: number): Exclude<Completion["apply"], string | undefined> =>
  (view, completion, _, to) =>
    snippet(template)(view, completion, pipe, to);

async function askedAt(
  place: CursorPlace,
  context: CompletionContext,
  { knowledge, loadedValues }: CompletionOptions,
): Promise<CompletionResult | null> {
  switch (place.kind) {
    case "label-name": {
      const names = await knowledge.labelNames(place.selector);
      const hasOperator = /^\s*[=!]/.test(context.state.sliceDoc(context.pos, context.pos + 20));
      const options = names
        .filter(isName)
        .map((name) => ({ label: name, type: "label", apply: hasOperator ? name : `${name}=` }));
      return ranked({ ...place, options });
    }
    case "label-value": {
      const { values, truncated } = await valuesOf(place, knowledge);
      return valuesFor(place, values, truncated, context);
    }
    case "field-value": {
      const loaded = loadedValues(place.name);
      const { values, truncated } = await valuesOf(place, knowledge);
      const levels = (levelNames as readonly string[]).includes(place.name) && values.length === 0 ? logLevels : [];
      return valuesFor(place, [...new Set([...loaded, ...values, ...levels])], truncated, context);
    }
    case "stage": {
      // Each is a word that a label filter can begin with; without a parser there are few, and asking reads lines.
      if (!place.query.isParsed) return null;
      return ranked({ ...place, options: (await knowledge.fields(place.query.lines)).flatMap(filterOf) });
    }
    case "field": {
      const fields = await knowledge.fields(place.query.lines);
      const labels = place.use === "unwrap" ? [] : await knowledge.labelNames(place.query.selector);
      const options =
        place.use === "filter" ? fields.flatMap(filterOf) : fields.map(({ name, type }) => ({ label: name, detail: type }));
      return ranked({ ...place, options: unrepeated([...options, ...labels.map((label) => ({ label }))]) });
    }
    case "grouping": {
      const names = await knowledge.labelNames(place.query?.selector);
      const fields = place.query?.isParsed ? await knowledge.fields(place.query.lines) : [];
      const options = [...names.map((label) => ({ label })), ...fields.map(({ name, type }) => ({ label: name, detail: type }))];
      return ranked({ ...place, options: unrepeated(options) });
    }
    default:
      return null;
  }
}

/** LogQL has no way to write another name. */
const isName = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name);

function unrepeated(options: readonly Completion[]): Completion[] {
  return [...new Map(options.filter(({ label }) => isName(label)).map((option) => [option.label, option])).values()];
}

/** A field as the beginning of a filter: a number is compared, a text is equal to something. */
function filterOf({ name, type }: DetectedField): Completion[] {
  if (!isName(name)) return [];
  const isNumber = ["int", "float", "duration", "bytes"].includes(type);
  return [
    {
      label: name,
      detail: type,
      apply: snippet(isNumber ? `${name} > \${}` : `${name}="\${}"`),
      ...(!isNumber && { type: "label" }),
    },
  ];
}
