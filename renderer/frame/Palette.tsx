import { Command } from "cmdk";
import { useMemo, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { ask } from "../bridge/ask";
import { useAsk } from "../bridge/use-ask";
import { visibleText } from "../components/visible-text";
import { pages } from "../pages";
import { useConnections } from "../stores/connections";
import { useInbox } from "../stores/inbox";
import { useLive } from "../stores/live";
import styles from "./Palette.module.css";
import { searchFor } from "./page-search";
import { matchingEntries, type PaletteEntry, paletteEntries, reachableAlerts } from "./palette-entries";

interface PaletteProps {
  isOpen: boolean;
  onClose(): void;
  onKeys(): void;
}

/** Ctrl K: everything that can be reached, by typing the beginning of its words. */
export function Palette({ isOpen, onClose, onKeys }: PaletteProps) {
  const [typed, setTyped] = useState("");
  const entries = useEntries(onKeys, isOpen);
  const found = matchingEntries(entries, typed);
  const close = () => {
    setTyped("");
    onClose();
  };
  const choose = (entry: PaletteEntry) => {
    close();
    entry.run();
  };
  return (
    <Command.Dialog
      open={isOpen}
      onOpenChange={(next) => !next && close()}
      label="Search"
      shouldFilter={false}
      overlayClassName={styles.scrim}
      contentClassName={styles.dialog}
      loop
    >
      <Command.Input
        value={typed}
        onValueChange={setTyped}
        className={styles.input}
        placeholder="Search pages, dashboards, connections, alerts, actions…"
      />
      <Command.List className={styles.list}>
        {found.length === 0 && <p className={styles.empty}>Nothing is called that.</p>}
        {typed.trim() === "" ? (
          <Grouped entries={found} onChoose={choose} />
        ) : (
          found.map((entry) => <Entry key={entry.id} entry={entry} onChoose={choose} />)
        )}
      </Command.List>
    </Command.Dialog>
  );
}

function useEntries(onKeys: () => void, isOpen: boolean): readonly PaletteEntry[] {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const connections = useConnections().data?.connections ?? [];
  const inbox = useInbox(isOpen).rows;
  // Asked only where they are shown: a console that never shows a dashboard need not look through their folders.
  const dashboards = useAsk("dashboards.list", {}, { enabled: isOpen }).data?.dashboards ?? [];
  const { isPaused, toggle } = useLive();
  const alerts = useMemo(() => (isOpen ? reachableAlerts(inbox.values()) : []), [isOpen, inbox]);
  return paletteEntries(
    { pages, dashboards, alerts, connections, isPaused, searchFor: (asks) => searchFor(asks, params, connections) },
    {
      go: (to) => void navigate(to),
      // When it could not be saved, the theme stays as it was, and the Settings page can say why.
      setTheme: (theme) => void ask("settings.update", { theme }).catch(() => navigate("/settings")),
      toggleLive: toggle,
      showKeys: onKeys,
    },
  );
}

interface ListProps {
  entries: readonly PaletteEntry[];
  onChoose(entry: PaletteEntry): void;
}

function Grouped({ entries, onChoose }: ListProps) {
  return [...new Set(entries.map(({ group }) => group))].map((group) => (
    <Command.Group key={group} heading={group}>
      {entries
        .filter((entry) => entry.group === group)
        .map((entry) => (
          <Entry key={entry.id} entry={entry} onChoose={onChoose} />
        ))}
    </Command.Group>
  ));
}

function Entry({ entry, onChoose }: { entry: PaletteEntry; onChoose(entry: PaletteEntry): void }) {
  return (
    <Command.Item value={entry.id} onSelect={() => onChoose(entry)} className={styles.item}>
      <entry.icon size={15} aria-hidden />
      <span className={styles.label}>{visibleText(entry.name)}</span>
      {entry.detail !== undefined && <span className={styles.detail}>{entry.detail}</span>}
    </Command.Item>
  );
}
