// A panel as a picture, as it stands in the page: whatever it is made of, a canvas or a table, on the theme's own ground.

import { embeddedFonts } from "./fonts";

/** Finer than most screens, so that it can be printed. */
const pixelRatio = 2;

/** The fonts of the page as data, worked out once: they are the same for every picture. */
let fonts: Promise<string> | undefined;

/** `frame` is the whole of the panel with its title; its buttons are left out. */
export async function pictureOf(frame: HTMLElement): Promise<Blob> {
  // Only who saves a picture loads what makes one.
  const { toBlob } = await import("html-to-image");
  fonts ??= embeddedFonts().catch(() => {
    // The server was away for a moment: this picture has the system's letters, and the next one asks again.
    fonts = undefined;
    return "";
  });
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--panel").trim();
  const blob = await toBlob(frame, {
    pixelRatio,
    backgroundColor: ground,
    fontEmbedCSS: await fonts,
    // Neither focus nor place in the page belongs to the picture.
    style: { margin: "0", outline: "none", boxShadow: "none" },
    filter: (node) => !isButtonOfHead(node),
  });
  if (!blob) throw new Error("the picture came out empty");
  return blob;
}

const isButtonOfHead = (node: HTMLElement): boolean =>
  node instanceof HTMLButtonElement && node.closest("[data-panel-head]") !== null;
