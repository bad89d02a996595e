/**
 * A notice's body as the platform wants it. Linux desktops read it as markup (freedesktop notifications, "Markup"), and
 * a label's value must not become a link or a picture in it.
 */
export const bodyFor = (platform: NodeJS.Platform, body: string): string =>
  platform === "linux" ? body.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : body;
