import { useCallback, useEffect, useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";

export interface Asked<Answer> {
  /** To the question of now, or to the one before while that is still asked. */
  answer: Answer | undefined;
  isAsking: boolean;
  failure: Failure | undefined;
  again(): void;
}

interface Heard<Answer> {
  to?: () => Promise<Answer>;
  answer?: Answer;
  failure?: Failure;
}

/**
 * What the reader of traces says to a question. The question is the function itself: another one is asked once nothing has changed
 * for a moment, so that whoever types asks at the end of a word. Undefined asks nothing, and forgets.
 */
export function useAsked<Answer>(question: (() => Promise<Answer>) | undefined, pauseMs = 0): Asked<Answer> {
  const [heard, setHeard] = useState<Heard<Answer>>({});
  const [tries, setTries] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: trying again is asking the same
  useEffect(() => {
    if (!question) {
      setHeard({});
      return;
    }
    let isGone = false;
    const timer = setTimeout(async () => {
      try {
        const answer = await question();
        if (!isGone) setHeard({ to: question, answer });
      } catch (error) {
        if (!isGone) setHeard({ to: question, failure: toFailure(error) });
      }
    }, pauseMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [question, pauseMs, tries]);

  const again = useCallback(() => setTries((before) => before + 1), []);
  const isAsking = question !== undefined && heard.to !== question;
  return { answer: question && heard.answer, isAsking, failure: isAsking ? undefined : heard.failure, again };
}
