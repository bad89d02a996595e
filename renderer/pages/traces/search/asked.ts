// The form as a question: what is wrong with it, or what a server is asked.
import type { TraceSearch } from "#shared/contract/traces";
import type { Diagnostic } from "#shared/model/failure";
import type { EpochMs } from "#shared/units/time";
import type { TimeRange } from "../../../components/range-picker/time-range";
import type { SearchAddress } from "../url";
import { readTags } from "./read-tags";
import { readDurations } from "./span-duration";

/** What is typed or chosen before it is asked for. */
export type SearchDraft = Pick<SearchAddress, "service" | "operation" | "tags" | "min" | "max" | "limit">;

export interface DraftMistakes {
  tags: readonly Diagnostic[];
  min: string | undefined;
  max: string | undefined;
  service: string | undefined;
}

/** What the server can do that decides what can be asked of it; as if it could all of it, while that is not known. */
export interface SearchAbilities {
  searchesWithoutService: boolean;
  /** A tag without a value means that it is there: a Zipkin. */
  bareKeys: boolean;
}

export function mistakesOf(draft: SearchDraft, abilities: SearchAbilities): DraftMistakes {
  const durations = readDurations(draft);
  return {
    tags: readTags(draft.tags, abilities).diagnostics,
    min: durations.minMistake,
    max: durations.maxMistake,
    service:
      draft.service === undefined && !abilities.searchesWithoutService
        ? "Choose a service: this server finds traces by one only."
        : undefined,
  };
}

export const isRight = ({ tags, min, max, service }: DraftMistakes): boolean =>
  tags.length === 0 && min === undefined && max === undefined && service === undefined;

/** Undefined where something is wrong with it. */
export function searchAsked(
  address: SearchDraft & { range: TimeRange },
  abilities: SearchAbilities,
  now: EpochMs,
): TraceSearch | undefined {
  if (!isRight(mistakesOf(address, abilities))) return undefined;
  const { service, operation, range, limit } = address;
  const { minNs, maxNs } = readDurations(address);
  return {
    ...(service !== undefined && { service }),
    ...(service !== undefined && operation !== undefined && { operation }),
    tags: readTags(address.tags, abilities).tags,
    ...(minNs !== undefined && minNs > 0 && { minDurationNs: minNs }),
    ...(maxNs !== undefined && { maxDurationNs: maxNs }),
    ...(range.kind === "last" ? { startMs: now - range.forMs, endMs: now } : { startMs: range.startMs, endMs: range.endMs }),
    limit,
  };
}
