import { useEffect } from "react";
import { ask } from "../../../bridge/ask";
import { useOpenDashboard } from "../store";
import { createDraftKeeper } from "./draft-keeper";

/** Keeps drafts of what is open in this window, and writes the last one when the window goes. */
export function useDrafts(): void {
  useEffect(() => {
    const keeper = createDraftKeeper({
      keep: (draft) =>
        void ask("dashboards.keepDraft", draft).catch(() => {
          // The next change tries again; saving itself says what is wrong.
        }),
      after: (delay, run) => {
        const timer = setTimeout(run, delay);
        return () => clearTimeout(timer);
      },
    });
    keeper.follow(useOpenDashboard.getState().current);
    const stop = useOpenDashboard.subscribe(({ current }) => keeper.follow(current));
    window.addEventListener("pagehide", keeper.flush);
    return () => {
      stop();
      window.removeEventListener("pagehide", keeper.flush);
      keeper.flush();
    };
  }, []);
}
