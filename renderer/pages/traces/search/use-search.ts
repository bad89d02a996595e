import { useCallback, useEffect, useRef } from "react";
import { usePicked } from "../results/picked";
import { firstSearch, type SearchAddress, writeSearch } from "../url";
import type { ChangeSearch } from "../use-address";
import { type SearchAbilities, searchAsked } from "./asked";
import { rememberSearch } from "./past-searches";
import { searchMemory, useSearchState } from "./use-search-run";

interface Asking {
  address: SearchAddress;
  change: ChangeSearch;
  source: string;
  abilities: SearchAbilities & { isPending: boolean };
}

/** Asks what the address asks for, once; what only changes how results are shown asks nothing. Returns how to ask it once more. */
export function useSearch({ address, change, source, abilities }: Asking) {
  const state = useSearchState();
  const key = `${source} ${questionOf(address)}`;
  const isFirst = useRef(true);
  // Whether there must be one is known in a moment; asked before, the server's refusal would look like something that broke.
  const isReady = address.service !== undefined || !abilities.isPending;
  const ask = useCallback(() => {
    const memory = searchMemory();
    // What was chosen among other results, perhaps of another server, cannot be compared with these.
    usePicked.getState().clear();
    const search = searchAsked(address, abilities, Date.now());
    if (!search) {
      // A link with a mistake in it: the form shows it, and nothing beside it that answers to something else.
      memory.asked = undefined;
      memory.run.clear();
      return;
    }
    memory.asked = { key, source, address };
    memory.run.start({ source, search });
    rememberSearch({ source, expr: questionOf(address) });
  }, [address, source, abilities, key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another question asks by itself
  useEffect(() => {
    if (!isReady) return;
    const memory = searchMemory();
    const isReturning = isFirst.current;
    isFirst.current = false;
    const { asked, run } = memory;
    const step = nextStep({ key, source, isAsked: address.isAsked, isReturning, asked, hasFiles: run.state.files !== undefined });
    if (step === "ask") ask();
    else if (step === "restore" && asked) change(asked.address, "silently");
    else if (step === "clear") {
      usePicked.getState().clear();
      memory.asked = undefined;
      run.clear();
    }
  }, [key, isReady]);

  return { state, ask };
}

interface Moment {
  key: string;
  source: string;
  /** Whether the address asks for something, or only fills in the form. */
  isAsked: boolean;
  /** The form has just come: from the page of a trace, or from another page. */
  isReturning: boolean;
  /** What the results answer to. */
  asked: { key: string; source: string } | undefined;
  /** The results are those of files. */
  hasFiles: boolean;
}

/** What an address means for the results that there are. */
export function nextStep({ key, source, isAsked, isReturning, asked, hasFiles }: Moment): "none" | "ask" | "restore" | "clear" {
  if (asked?.key === key) return "none";
  // Files stay until they are closed, or something else is asked for.
  if (hasFiles && (isReturning || !isAsked)) return "none";
  if (isAsked) return "ask";
  return isReturning && asked?.source === source ? "restore" : "clear";
}

/** The part of the address that is a question: `service=checkout&min=100ms`. */
export function questionOf(address: SearchAddress): string {
  const { source, list, sort, hasPlot } = firstSearch;
  return writeSearch({ ...address, source, list, sort, hasPlot }).toString();
}
