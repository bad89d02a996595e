import DOMPurify from "dompurify";
import { isOwnPicture, keptStyles, quieted, sanitizerConfig } from "./safe-html";

/** Resolves an address to one that may be opened; undefined for one that may not. */
export type Resolve = (address: string) => string | undefined;

/**
 * The nodes of a hostile HTML text, inert: DOMPurify takes out what runs, then links are resolved and pictures from elsewhere
 * become links. Nodes go straight into the page, so that they are never text again that could be read another way.
 */
export function cleanFragment(html: string, resolve: Resolve): DocumentFragment {
  const fragment = DOMPurify.sanitize(quieted(html), sanitizerConfig) as unknown as DocumentFragment;
  for (const element of fragment.querySelectorAll<HTMLElement>("*")) cleanElement(element, resolve);
  return fragment;
}

function cleanElement(element: HTMLElement, resolve: Resolve): void {
  const style = element.getAttribute("style");
  if (style !== null) {
    element.removeAttribute("style");
    for (const { property, value } of keptStyles(style)) element.style.setProperty(property, value);
  }
  if (element instanceof HTMLImageElement) cleanPicture(element, resolve);
  else if (element instanceof HTMLAnchorElement) cleanLink(element, element.getAttribute("href"), resolve);
  else {
    element.removeAttribute("href");
    element.removeAttribute("src");
  }
}

function cleanLink(link: HTMLAnchorElement, address: string | null, resolve: Resolve): void {
  const href = address === null ? undefined : resolve(address);
  for (const { name } of [...link.attributes]) if (name !== "title") link.removeAttribute(name);
  if (href === undefined) return;
  // Anything else leads to a place beside this page, where there is nothing, or within it, which is taken for another page.
  const isPage = href.startsWith("#/");
  if (!isPage && !/^(?:https?|mailto):/i.test(href)) return;
  link.href = href;
  if (isPage) return;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
}

function cleanPicture(picture: HTMLImageElement, resolve: Resolve): void {
  const source = picture.getAttribute("src") ?? "";
  if (isOwnPicture(source)) return;
  const link = document.createElement("a");
  link.textContent = picture.alt || source;
  cleanLink(link, source, resolve);
  picture.replaceWith(link);
}
