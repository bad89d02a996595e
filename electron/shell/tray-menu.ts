import { Menu } from "electron";
import { formatMinute } from "#shared/format/clock-time";
import { type DoNotDisturb, isDisturbing, quietChoices, quietUntil } from "#shared/model/do-not-disturb";

export interface TrayMenuOptions {
  /** How all alerts stand. */
  words: string;
  doNotDisturb: DoNotDisturb;
  choose(doNotDisturb: DoNotDisturb): void;
  show(): void;
  quit(): void;
}

/** What the icon in the tray offers. */
export function trayMenu({ words, doNotDisturb, choose, show, quit }: TrayMenuOptions): Menu {
  const { untilMs } = doNotDisturb;
  const isQuiet = !isDisturbing(doNotDisturb, Date.now());
  const until = isQuiet && untilMs !== undefined ? ` (until ${formatMinute(untilMs)})` : "";
  return Menu.buildFromTemplate([
    { label: `${words[0]?.toUpperCase()}${words.slice(1)}`, click: show },
    { type: "separator" },
    { label: "Open Watchdeck", click: show },
    {
      label: `Do not disturb${until}`,
      submenu: [
        ...quietChoices.map(({ label, until: end }) => ({ label, click: () => choose(quietUntil(end(Date.now()))) })),
        { type: "separator" as const },
        { label: "Disturb me again", enabled: isQuiet, click: () => choose({ isOn: false }) },
      ],
    },
    { type: "separator" },
    { label: "Quit", click: quit },
  ]);
}
