import { CalendarSearch } from "lucide-react";
import { formatAge, formatLongSpan } from "#shared/format/age";
import { Button } from "../../../components/Button";
import { useNow } from "../../../components/now";
import { NoteBar } from "../NoteBar";
import type { RunState } from "./create-run";
import { linesWord } from "./lines-word";
import type { Widening } from "./use-widening";

interface Props {
  widening: Widening;
  state: RunState;
  newestMs: number | undefined;
  /** Makes the wider range the page's own. */
  onKeep(): void;
}

/** That the range was empty, how much further back was looked, and what was found there. */
export function WideningNote({ widening, state, newestMs, onKeep }: Props) {
  const now = useNow();
  const [narrow, wide] = [formatLongSpan(widening.fromMs), formatLongSpan(widening.toMs)];
  const found =
    state.lines > 0
      ? `looked back ${wide}: found ${linesWord(state.lines)}${state.end === "limit" ? " and more" : ""}, the newest ${newestMs === undefined ? "" : formatAge(newestMs, now)}.`
      : state.phase === "done"
        ? `looked back ${wide}, and found none there either.`
        : `looking back ${wide}.`;
  return (
    <NoteBar
      icon={CalendarSearch}
      action={
        state.lines > 0 && (
          <Button size="small" onClick={onKeep}>
            Show the last {wide}
          </Button>
        )
      }
    >
      No lines in the last {narrow}; {found}
    </NoteBar>
  );
}
