import { Keyboard, LockOpen } from "lucide-react";
import { useEffect, useState } from "react";
import type { EngineStatus } from "#shared/contract/app";
import { formatQuantity } from "#shared/format/quantity";
import type { EpochMs } from "#shared/units/time";
import { useLink } from "../bridge/use-link";
import { useNow } from "../components/now";
import { StateDot } from "../components/StateDot";
import { Tooltip } from "../components/Tooltip";
import { useAbout, useEngineStatus } from "../stores/engine";
import { collectorReasons, engineWords, lagWords, silentAfter } from "./engine-words";
import { ProblemsButton } from "./ProblemsButton";
import styles from "./StatusBar.module.css";

/** One line at the bottom: how the console itself is, and what it costs. */
export function StatusBar({ onKeys }: { onKeys(): void }) {
  const status = useEngineStatus();
  const link = useLink();
  const heardAt = status.dataUpdatedAt;
  const isSilent = useIsSilent(heardAt);
  const now = useNow(isSilent);
  const engine = engineWords(link, status.data, heardAt, isSilent ? Math.max(now, heardAt + silentAfter) : heardAt);
  const isFresh = engine.state === "ok" || engine.state === "warning";
  return (
    <footer className={styles.bar}>
      <span className={styles.item} role="status" title={status.data && collectorReasons(status.data)}>
        <StateDot state={engine.state} label={engine.state} />
        {engine.words}
      </span>
      {/* What it used a while ago is not what it uses. */}
      {status.data && isFresh && <Figures status={status.data} />}
      <span className={styles.end}>
        <SecretsMark />
        <ProblemsButton />
        <Tooltip text="Keys of this page" keys="?" side="top">
          <button type="button" className={styles.button} onClick={onKeys} aria-label="Keys of this page">
            <Keyboard size={14} aria-hidden />
          </button>
        </Tooltip>
      </span>
    </footer>
  );
}

/** Whether the last word is too long ago. A clock that ticks would draw the bar twice a second for nothing. */
function useIsSilent(heardAt: EpochMs): boolean {
  const [isSilent, setIsSilent] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new word starts the wait again
  useEffect(() => {
    setIsSilent(false);
    const timer = setTimeout(() => setIsSilent(true), silentAfter);
    return () => clearTimeout(timer);
  }, [heardAt]);
  return isSilent;
}

function Figures({ status }: { status: EngineStatus }) {
  return (
    <span className={styles.figures}>
      <span>{lagWords(status.evaluationLagMs)}</span>
      <span title={`${status.series.toLocaleString("en")} series`}>
        {formatQuantity(status.samplesPerSecond, "number")} samples/s
      </span>
      <span title="What Watchdeck's own engine uses: of one core, and of memory">
        {formatQuantity(status.cpuPercent, "percent")} CPU · {formatQuantity(status.residentBytes, "bytes")}
      </span>
    </span>
  );
}

/** Lasting, as long as it is true: secrets are kept in a file that is not encrypted. */
function SecretsMark() {
  const storage = useAbout().data?.secretStorage;
  if (storage?.kind !== "file") return null;
  return (
    <a href="#/settings" className={styles.mark} title={storage.detail}>
      <LockOpen size={13} aria-hidden />
      Secrets not encrypted
    </a>
  );
}
