// Values of a label or field, offered where one is being typed.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { visibleText } from "../visible-text";
import type { CursorPlace } from "./cursor-place";
import type { LogKnowledge } from "./knowledge";
import { ranked } from "./ranked";
import { narrowedSelector, writtenValue } from "./values";

export type InValue = Extract<CursorPlace, { kind: "label-value" | "field-value" }>;

/** All values of the label; where those are more than a source tells, the ones that hold what is typed. */
export async function valuesOf({ name, selector, ...place }: InValue, knowledge: LogKnowledge) {
  const all = await knowledge.labelValues(name, selector);
  const typed = place.typed.slice(lastOfSeveral(place));
  return all.truncated && typed !== "" ? knowledge.labelValues(name, narrowedSelector(selector, name, typed)) : all;
}

/** Where in a value the one begins that is being typed: of a pattern that lists several, the last. */
const lastOfSeveral = ({ operator, typed }: Pick<InValue, "operator" | "typed">): number =>
  operator.endsWith("~") ? typed.lastIndexOf("|") + 1 : 0;

/** Each value as it has to be written there, quotes included where they are still missing. */
export function valuesFor(
  place: InValue,
  values: readonly string[],
  isCut: boolean,
  { state, pos }: CompletionContext,
): CompletionResult | null {
  const { operator, quote } = place;
  const skipped = lastOfSeveral(place);
  const closes = quote !== undefined && state.sliceDoc(pos, pos + 1) !== quote ? quote : "";
  const options = values.flatMap((value) => {
    const written = writtenValue(value, operator, quote);
    if (value === "" || written === undefined) return [];
    const label = visibleText(value);
    return [
      {
        label,
        ...(label.length > 80 && { info: label }),
        apply: (view, _, from, to) => {
          const end = from + written.length + 1;
          const insert = `${written}${closes}`;
          // Behind the quote that closes it, which may have been there.
          view.dispatch({
            changes: { from, to, insert },
            selection: { anchor: quote === undefined ? end - 1 : end },
            userEvent: "input.complete",
          });
        },
      } satisfies Completion,
    ];
  });
  return ranked({ from: place.from + skipped, typed: place.typed.slice(skipped), options, isCut });
}
