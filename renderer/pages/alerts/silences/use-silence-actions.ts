import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SilenceDraft, SilenceRow } from "#shared/contract/silences";
import { type Failure, toFailure } from "#shared/model/failure";
import type { EpochMs } from "#shared/units/time";
import { ask } from "../../../bridge/ask";
import { again, withEnd } from "./silence-actions";
import { keyOf } from "./silence-list";

/** What is done to a silence at once, what came of it, and the way back. */
export function useSilenceActions() {
  const cache = useQueryClient();
  const [busyKey, setBusyKey] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const [done, setDone] = useState<{ text: string; undo(): Promise<unknown> }>();

  const refresh = () => cache.invalidateQueries({ queryKey: ["silences.list"] });
  const save = (draft: SilenceDraft) => ask("silences.save", draft);

  async function act(silence: SilenceRow, run: () => Promise<unknown>): Promise<void> {
    setBusyKey(keyOf(silence));
    setFailure(undefined);
    try {
      await run();
    } catch (caught) {
      setFailure(toFailure(caught));
    } finally {
      setBusyKey(undefined);
      void refresh();
    }
  }

  return {
    busyKey,
    failure,
    done,
    dismiss: () => setDone(undefined),

    extend: (silence: SilenceRow, endsAt: EpochMs) => act(silence, () => save(withEnd(silence, endsAt))),

    expire: (silence: SilenceRow) =>
      act(silence, async () => {
        await ask("silences.expire", { home: silence.home, id: silence.id });
        setDone({
          text: `The silence of ${silence.createdBy} (${silence.comment}) has been ended.`,
          async undo() {
            await save(again(silence, Date.now()));
            await refresh();
          },
        });
      }),
  };
}
