import { Results } from "../results/Results";
import { searchMemory, useSearchState } from "../search/use-search-run";
import { useSearchAddress } from "../use-address";

/** The traces of files, while there is no server that more could be asked of. */
export function FileResults() {
  const state = useSearchState();
  const [address, change] = useSearchAddress();
  return (
    <Results
      state={state}
      address={address}
      onChange={(parts) => change(parts, "silently")}
      source={undefined}
      sourceName={state.files?.[0] ?? "files"}
      onCloseFiles={() => searchMemory().run.clear()}
    />
  );
}
