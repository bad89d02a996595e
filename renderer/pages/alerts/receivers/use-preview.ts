import { useEffect, useState } from "react";
import type { Preview, ReceiverDraft } from "#shared/contract/receivers";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";

export interface PreviewState {
  /** The latest one that could be made; it stays while the next is on its way, so that the pane does not flicker. */
  preview: Preview | undefined;
  failure: Failure | undefined;
}

/** Long enough that it does not run with every key. */
const pauseMs = 250;

/** What the draft's integration would send, made anew whenever the draft changes. */
export function usePreview(draft: ReceiverDraft, integrationId: string | undefined): PreviewState {
  const [state, setState] = useState<PreviewState>({ preview: undefined, failure: undefined });
  const key = JSON.stringify({ draft, integrationId });

  useEffect(() => {
    const input: { draft: ReceiverDraft; integrationId?: string } = JSON.parse(key);
    const { integrationId: id } = input;
    if (id === undefined) return;
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const preview = await ask("receivers.preview", { ...input.draft, integrationId: id }, { signal: controller.signal });
        if (!controller.signal.aborted) setState({ preview, failure: undefined });
      } catch (error) {
        if (!controller.signal.aborted) setState((was) => ({ ...was, failure: toFailure(error) }));
      }
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key]);

  return state;
}
