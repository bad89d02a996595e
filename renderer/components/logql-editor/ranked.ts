// What of a long list is offered for what was typed.
import type { Completion, CompletionResult } from "@codemirror/autocomplete";
import { formatCount } from "#shared/format/count";

/** More would not be looked through, and drawing them costs: typing on narrows them down. */
export const mostShown = 100;

interface Offered {
  from: number;
  typed: string;
  options: readonly Completion[];
  /** The source has more than it told. */
  isCut?: boolean;
}

/**
 * Those that begin with what was typed, then those that have it somewhere, each in their own order; upper and lower case are alike.
 * Ranked here and not by the editor, whose way costs too much with thousands and does not say how many there are.
 */
export function ranked({ from, typed, options, isCut = false }: Offered): CompletionResult | null {
  const sought = typed.toLowerCase();
  const places = options.map((option) => ({ option, place: option.label.toLowerCase().indexOf(sought) }));
  const found = [...places.filter(({ place }) => place === 0), ...places.filter(({ place }) => place > 0)];
  if (found.length === 0) return null;
  const note = noteOn(found.length, isCut);
  return {
    from,
    filter: false,
    options: found
      .slice(0, mostShown)
      .map(({ option }) => (note === undefined ? option : { ...option, section: { name: note, rank: 1 } })),
    getMatch(option) {
      const at = option.label.toLowerCase().indexOf(sought);
      return sought === "" || at < 0 ? [] : [at, at + sought.length];
    },
  };
}

function noteOn(count: number, isCut: boolean): string | undefined {
  if (isCut) return `${formatCount(Math.min(count, mostShown))} of more than ${formatCount(count)}; type to narrow them down`;
  return count > mostShown ? `${mostShown} of ${formatCount(count)}; type to narrow them down` : undefined;
}
