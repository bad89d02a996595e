// The worst of all alerts where it is seen without a window: in the tray, the dock and the taskbar.
import { join } from "node:path";
import { app, BrowserWindow, nativeImage, type Tray } from "electron";
import type { DoNotDisturb } from "#shared/model/do-not-disturb";
import { alertFace } from "./alert-words";
import type { EngineHost } from "./engine-host";
import { trayMenu } from "./tray-menu";

export interface AlertMarkOptions {
  /** The folder of the tray's icons. */
  icons: string;
  show(): void;
  quit(): void;
}

export interface AlertMarks {
  /** From now on it is shown there too. */
  setTray(tray: Tray): void;
}

export function setUpAlertMark(host: EngineHost, { icons, show, quit }: AlertMarkOptions): AlertMarks {
  let tray: Tray | undefined;
  let face = alertFace(undefined);
  let doNotDisturb: DoNotDisturb = { isOn: false };
  const image = (name: string) => nativeImage.createFromPath(join(icons, `${name}.png`));

  function drawTray(): void {
    if (!tray) return;
    // The menu bar of macOS takes an icon as large as it comes.
    tray.setImage(process.platform === "darwin" ? image(face.mark).resize({ width: 18 }) : image(face.mark));
    tray.setToolTip(`Watchdeck: ${face.words}`);
  }

  function drawMenu(): void {
    const choose = (chosen: DoNotDisturb) => host.post({ t: "do-not-disturb", doNotDisturb: chosen });
    tray?.setContextMenu(trayMenu({ words: face.words, doNotDisturb, choose, show, quit }));
  }

  function draw(): void {
    drawTray();
    drawMenu();
    if (process.platform === "win32") {
      const mark = face.mark === "fine" ? null : image(`mark-${face.mark}`);
      for (const window of BrowserWindow.getAllWindows()) window.setOverlayIcon(mark, face.words);
    } else {
      app.setBadgeCount(face.count);
    }
  }

  host.onMessage((message) => {
    if (message.t === "alerts") {
      const next = alertFace(message.summary);
      if (next.words === face.words && next.mark === face.mark) return;
      face = next;
      draw();
    }
    if (message.t === "disturbance") {
      doNotDisturb = message.doNotDisturb;
      drawMenu();
    }
  });
  host.onEnd(() => {
    face = alertFace(undefined);
    draw();
  });

  return {
    setTray(made) {
      tray = made;
      draw();
    },
  };
}
