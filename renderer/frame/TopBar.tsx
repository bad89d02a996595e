import { Pause, Play, Search } from "lucide-react";
import { formatDuration } from "#shared/format/duration";
import type { Milliseconds } from "#shared/units/time";
import { useLink } from "../bridge/use-link";
import { Button } from "../components/Button";
import { Kbd } from "../components/Kbd";
import { Menu } from "../components/Menu";
import { StateDot } from "../components/StateDot";
import { Tooltip } from "../components/Tooltip";
import type { PageEntry } from "../pages/page";
import { useWindowLength } from "../stores/address";
import { useLive } from "../stores/live";
import { useTopBarRoom } from "../stores/top-bar";
import logo from "./logo.svg?url&no-inline";
import { SourcePicker } from "./SourcePicker";
import styles from "./TopBar.module.css";

/** The line at the top: what is watched, the search, and how much time is in view. */
export function TopBar({ page, onSearch }: { page: PageEntry | undefined; onSearch(): void }) {
  const setRoom = useTopBarRoom((topBar) => topBar.setRoom);
  return (
    <header className={styles.bar}>
      <a href="#/overview" className={styles.name}>
        <img src={logo} alt="" width={18} height={18} />
        <span>Watchdeck</span>
      </a>
      <SourcePicker page={page} />
      <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
        <Search size={14} aria-hidden />
        <span>Search pages, connections, alerts…</span>
        <Kbd>{navigator.userAgent.includes("Mac OS") ? "⌘ K" : "Ctrl K"}</Kbd>
      </button>
      <div className={styles.end}>
        {/* Empty unless the page puts controls of its own here. */}
        <div ref={setRoom} className={styles.room} />
        {page?.windows && <WindowPicker choices={page.windows} />}
        {page?.isLive && <LiveButton />}
      </div>
    </header>
  );
}

const windowName = (length: Milliseconds) => `Last ${formatDuration(length).replace(/m$/, " minutes").replace(/^1h$/, "hour")}`;

/** How far back the live charts reach. */
function WindowPicker({ choices }: { choices: readonly Milliseconds[] }) {
  const [chosen, choose] = useWindowLength(Math.min(...choices), Math.max(...choices));
  return (
    <Menu
      trigger={<Button>{windowName(chosen)}</Button>}
      items={choices.map((choice) => ({
        label: windowName(choice),
        isChecked: choice === chosen,
        onSelect: () => choose(choice),
      }))}
    />
  );
}

/** Whether the page moves, and the way to stop and start it. A page that cannot move says so. */
function LiveButton() {
  const { isPaused, toggle } = useLive();
  const link = useLink();
  const isLive = link === "connected" && !isPaused;
  const words = isPaused ? "Paused" : link === "connected" ? "Live · 1 s" : "Not live";
  return (
    <Tooltip text={isPaused ? "Go on" : "Hold the page still"}>
      <Button onClick={toggle} icon={isPaused ? Play : Pause} aria-pressed={isPaused} className={styles.live}>
        <StateDot state={isLive ? "ok" : "unknown"} label="" />
        {words}
      </Button>
    </Tooltip>
  );
}
