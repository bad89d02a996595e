import { Eraser, Pause, Play } from "lucide-react";
import { formatCount } from "#shared/format/count";
import { threeDigits } from "#shared/format/quantity";
import { Button } from "../../../components/Button";
import { IconButton } from "../../../components/IconButton";
import { useNow } from "../../../components/now";
import { StateDot } from "../../../components/StateDot";
import styles from "./Live.module.css";
import { dropWords, phaseWords } from "./live-words";
import type { LiveTail } from "./use-tail";

/** How the tail goes, once a second, and the way to hold it. */
export function LiveStatus({ live, onClear }: { live: LiveTail; onClear(): void }) {
  const now = useNow();
  const { phase, isPaused } = live;
  const figures = live.figures();
  const words = phaseWords(phase, isPaused, now);
  const drops = dropWords(figures);
  return (
    <span className={styles.status}>
      <StateDot state={words.state} label="" />
      <span role="status" className={styles.phase} title={words.text}>
        {words.text}
      </span>
      {phase.kind === "open" && (
        <span className={styles.figure}>{`${threeDigits(Math.round(figures.perSecond * 10) / 10)} lines/s`}</span>
      )}
      {drops !== undefined && (
        <span className={styles.drops} title={drops.why}>
          {drops.text}
        </span>
      )}
      <Button size="small" icon={isPaused ? Play : Pause} onClick={isPaused ? live.resume : live.pause} aria-pressed={isPaused}>
        {isPaused ? (figures.held > 0 ? `Go on with ${formatCount(figures.held)}` : "Go on") : "Pause"}
      </Button>
      <IconButton icon={Eraser} label="Take the lines away; new ones go on coming" onClick={onClear} />
    </span>
  );
}
