import { Menu, shell } from "electron";

/** The native menu: roles only, for their shortcuts and for what macOS expects. Elsewhere it stays hidden until Alt. */
export function setUpMenu(logFolder: string): void {
  const isMac = process.platform === "darwin";
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: "appMenu" as const }] : []),
      { label: "File", submenu: [{ role: "close" }, ...(isMac ? [] : [{ role: "quit" as const }])] },
      { role: "editMenu" },
      { role: "viewMenu" },
      { role: "windowMenu" },
      { role: "help", submenu: [{ label: "Open the log folder", click: () => void shell.openPath(logFolder) }] },
    ]),
  );
}
