import { FolderOpen } from "lucide-react";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../../components/Button";
import { PageHeader } from "../../../components/PageHeader";
import { RangeMenu } from "../../../components/range-picker/RangeMenu";
import { TopBarControls } from "../../../components/TopBarControls";
import { useSourceNames } from "../../../stores/source-names";
import { useFiles } from "../files/use-files";
import { loadTracePage } from "../load-trace-page";
import { Results } from "../results/Results";
import { TabBar } from "../TabBar";
import { readSearch, type SearchAddress } from "../url";
import { useSearchAddress } from "../use-address";
import { SearchBar } from "./SearchBar";
import { Starters } from "./Starters";
import { useAbilities } from "./use-abilities";
import { questionOf, useSearch } from "./use-search";
import { searchMemory } from "./use-search-run";

/** Finding traces of a server. */
export function SearchPanel({ source }: { source: string }) {
  const [address, change] = useSearchAddress();
  const abilities = useAbilities(source);
  const { state, ask } = useSearch({ address, change, source, abilities });
  const { nameOf } = useSourceNames();
  const { choose } = useFiles();
  const navigate = useNavigate();
  const isRunning = state.phase === "waiting" || state.phase === "running";

  // What is found will be opened.
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadTracePage());
    return () => cancelIdleCallback(idle);
  }, []);

  /** The same question once more is no step in the history, but is asked. */
  function find(parts: Partial<SearchAddress>): void {
    const next = { ...address, ...parts, isAsked: true };
    if (questionOf(next) === questionOf(address)) ask();
    else change(next);
  }

  return (
    <>
      <TopBarControls>
        <RangeMenu range={address.range} onChange={(range) => change({ range })} />
      </TopBarControls>
      <PageHeader
        title="Traces"
        context={abilities.api === undefined ? nameOf(source) : `${nameOf(source)} · ${abilities.api}`}
        actions={
          <>
            <Button size="small" kind="quiet" icon={FolderOpen} onClick={choose}>
              Open file…
            </Button>
            <TabBar tab="search" />
          </>
        }
      />
      <SearchBar
        address={address}
        source={source}
        abilities={abilities}
        isRunning={isRunning}
        onFind={find}
        onCancel={() => searchMemory().run.cancel()}
        onPast={(expr, of) => void navigate(`/traces?${withSource(expr, of ?? address.source)}`)}
      />
      {state.phase === "idle" ? (
        <Starters source={source} abilities={abilities} onFind={find} />
      ) : (
        <Results
          state={state}
          address={address}
          onChange={(parts) => change(parts, "silently")}
          onAsk={find}
          onRetry={ask}
          kind={abilities.bareKeys ? "zipkin" : "jaeger"}
          source={source}
          sourceName={nameOf(source)}
          onCloseFiles={() => {
            searchMemory().run.clear();
            if (address.isAsked) ask();
          }}
        />
      )}
    </>
  );
}

/** A search made before, of the server that it was made of; how its results were shown is not part of it. */
function withSource(expr: string, source: string): string {
  const params = new URLSearchParams(expr);
  if (source !== readSearch(new URLSearchParams()).source) params.set("source", source);
  return params.toString();
}
