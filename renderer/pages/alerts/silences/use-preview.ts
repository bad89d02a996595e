import { useEffect, useState } from "react";
import type { Matcher } from "#shared/model/matcher";
import { useAsk } from "../../../bridge/use-ask";

const pauseMs = 250;

/** What the matchers hide now, asked once the typing pauses; nothing is asked without matchers. */
export function usePreview(matchers: readonly Matcher[] | undefined) {
  const key = JSON.stringify(matchers ?? []);
  const [asked, setAsked] = useState(key);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(key), pauseMs);
    return () => clearTimeout(timer);
  }, [key]);
  const answer = useAsk(
    "silences.preview",
    { matchers: JSON.parse(asked) as Matcher[] },
    { enabled: asked !== "[]", placeholderData: (before) => before },
  );
  return { ...answer, isCurrent: asked === key && !answer.isPlaceholderData };
}
