import { ChevronDown } from "lucide-react";
import { formatCount } from "#shared/format/count";
import type { Trace } from "#shared/model/trace";
import { Menu } from "../../../components/Menu";
import { Chip } from "./Chip";
import { serviceCounts } from "./service-counts";
import { nameText } from "./span-text";
import { isFiltering, type TraceStore } from "./trace-state";
import { useTraceState } from "./use-trace-state";

/** Shares of the trace's time that are offered; 0 hides nothing. */
const shares = [0, 0.001, 0.01, 0.05, 0.1] as const;
const usualShare = 0.01;

/** A menu of more services is no help to anybody. */
const mostServices = 100;

const shareWords = (share: number): string => `≥ ${Number((share * 100).toPrecision(2))} % of the trace`;

/** What is left out of all views but the flame graph. */
export function FilterBar({ trace, store, errors }: { trace: Trace; store: TraceStore; errors: number }) {
  const filter = useTraceState(store, (state) => state.filter);
  const foldsRuns = useTraceState(store, (state) => state.foldsRuns);
  const { setFilter, setFoldsRuns, clearFilters } = store.getState();
  const share = filter.leastShare ?? 0;
  return (
    <>
      <Chip isOn={filter.criticalOnly === true} onClick={() => setFilter({ criticalOnly: filter.criticalOnly !== true })}>
        on the critical path
      </Chip>
      <Menu
        trigger={
          <Chip data-on={share > 0}>
            {shareWords(share > 0 ? share : usualShare)}
            <ChevronDown size={13} aria-hidden />
          </Chip>
        }
        items={shares.map((offered) => ({
          label: offered === 0 ? "Of any length" : shareWords(offered),
          isChecked: offered === share,
          onSelect: () => setFilter({ leastShare: offered }),
        }))}
      />
      <Chip
        isOn={filter.errorsOnly === true}
        disabled={errors === 0 && filter.errorsOnly !== true}
        onClick={() => setFilter({ errorsOnly: filter.errorsOnly !== true })}
      >
        errors only
      </Chip>
      <ServicesMenu trace={trace} store={store} />
      {trace.runs.length > 0 && (
        <Chip
          isOn={foldsRuns}
          title={`Spans that do the same again and again are one row (${formatCount(trace.runs.length)} such)`}
          onClick={() => setFoldsRuns(!foldsRuns)}
        >
          fold repeated
        </Chip>
      )}
      {isFiltering(filter) && <Chip onClick={clearFilters}>Show all</Chip>}
    </>
  );
}

function ServicesMenu({ trace, store }: { trace: Trace; store: TraceStore }) {
  const hidden = useTraceState(store, (state) => state.filter.services);
  const count = hidden?.size ?? 0;
  if (trace.services.length < 2) return null;
  const { toggleService, setFilter } = store.getState();
  return (
    <Menu
      trigger={
        <Chip data-on={count > 0}>
          {count > 0 ? `${count} of ${trace.services.length} services hidden` : "services"}
          <ChevronDown size={13} aria-hidden />
        </Chip>
      }
      items={() => [
        { label: "All services", isDisabled: count === 0, onSelect: () => setFilter({ services: new Set() }), staysOpen: true },
        { kind: "line" },
        ...serviceCounts(trace)
          .slice(0, mostServices)
          .map(({ service, spans }) => ({
            label: nameText(trace.services[service] ?? "") || "unknown service",
            detail: `${formatCount(spans)} ${spans === 1 ? "span" : "spans"}`,
            isChecked: hidden?.has(service) !== true,
            staysOpen: true,
            onSelect: () => toggleService(service),
          })),
        ...(trace.services.length > mostServices
          ? [{ kind: "heading" as const, label: `and ${formatCount(trace.services.length - mostServices)} with fewer spans` }]
          : []),
      ]}
    />
  );
}
