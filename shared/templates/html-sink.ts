// Writes a template of HTML so that what alerts bring can be read in it and nothing more: a label is never a tag, an attribute
// or a script. What may stand at a place follows from the text before it.
import { escapeHtml } from "./functions";
import { bounded } from "./limits";
import { shown } from "./print-value";
import type { Sink } from "./sink";
import type { Value } from "./value";

type Place =
  | { kind: "text" }
  /** Between `<` and `>`, outside of values; `name` is the word before. */
  | { kind: "tag"; tag: string; name: string }
  /** `quote` is empty for a value without quotes, and absent right behind the equals sign. */
  | { kind: "attribute"; tag: string; name: string; quote?: string; soFar: string }
  /** Inside an element whose content is no HTML. */
  | { kind: "raw"; tag: string }
  | { kind: "comment" };

/** What takes the place of a value that may not stand there; Go's mark for the same. */
const refused = "ZgotmplZ";
const rawTags = new Set(["script", "style", "textarea", "title"]);
const linkAttributes = new Set(["href", "src", "action", "formaction", "background", "cite", "poster", "srcset", "xlink:href"]);

export class HtmlSink implements Sink {
  text = "";
  private place: Place = { kind: "text" };

  literal(text: string): void {
    this.text = bounded(this.text + text);
    for (let at = 0; at < text.length; ) at += this.step(text, at);
  }

  value(value: Value): void {
    if (this.place.kind === "attribute") this.place.quote ??= "";
    const plain = shown(value);
    const isHtml = value.type === "string" && value.isSafe === "html" && this.place.kind === "text";
    const written = isHtml ? plain : this.escaped(plain, value.type === "string" && value.isSafe === "url");
    this.text = bounded(this.text + written);
    if (this.place.kind === "attribute") this.place.soFar += written;
  }

  private escaped(plain: string, isSafeUrl: boolean): string {
    const { place } = this;
    switch (place.kind) {
      case "text":
        return escapeHtml(plain);
      case "attribute": {
        if (/^on|^style$|^srcdoc$/.test(place.name)) return refused;
        const isRefused = linkAttributes.has(place.name) && !isSafeUrl && !isHarmlessLink(place.soFar, plain);
        if (isRefused) return `#${refused}`;
        const safe = escapeHtml(plain);
        // Without quotes a blank would end the value.
        return place.quote === "" ? safe.replaceAll(/[\s=`]/g, (character) => `&#${character.charCodeAt(0)};`) : safe;
      }
      case "tag":
        return refused;
      case "raw":
        return place.tag === "textarea" || place.tag === "title" ? escapeHtml(plain) : "";
      case "comment":
        return "";
    }
  }

  /** Takes in the text at one place; gives how many characters that were. */
  private step(text: string, at: number): number {
    const { place } = this;
    const character = text[at] ?? "";
    switch (place.kind) {
      case "text":
        return this.stepText(text, at);
      case "comment":
        if (!text.startsWith("-->", at)) return 1;
        this.place = { kind: "text" };
        return 3;
      case "raw": {
        const end = `</${place.tag}`;
        if (text.slice(at, at + end.length).toLowerCase() !== end) return 1;
        this.place = { kind: "tag", tag: "", name: "" };
        return end.length;
      }
      case "tag":
        this.stepTag(place, character);
        return 1;
      case "attribute":
        this.stepAttribute(place, character);
        return 1;
    }
  }

  private stepText(text: string, at: number): number {
    if (text.startsWith("<!--", at)) {
      this.place = { kind: "comment" };
      return 4;
    }
    if (text[at] !== "<") return 1;
    const name = /^<\/?([a-z][a-z0-9]*)/i.exec(text.slice(at, at + 30));
    if (!name) return 1;
    this.place = { kind: "tag", tag: name[0].startsWith("</") ? "" : (name[1] ?? "").toLowerCase(), name: "" };
    return name[0].length;
  }

  private stepTag(place: Place & { kind: "tag" }, character: string): void {
    const { tag, name } = place;
    if (character === ">") this.leaveTag(tag);
    else if (character === "=") this.place = { kind: "attribute", tag, name: name.trim(), soFar: "" };
    else if (/[\s/]/.test(character)) place.name = `${name.trim()} `;
    else place.name = name.endsWith(" ") ? character.toLowerCase() : name + character.toLowerCase();
  }

  private stepAttribute(place: Place & { kind: "attribute" }, character: string): void {
    if (place.quote === undefined) {
      if (/\s/.test(character)) return;
      place.quote = character === '"' || character === "'" ? character : "";
      if (place.quote !== "") return;
    }
    const isEnd = place.quote === "" ? /[\s>]/.test(character) : character === place.quote;
    if (!isEnd) place.soFar += character;
    else if (character === ">") this.leaveTag(place.tag);
    else this.place = { kind: "tag", tag: place.tag, name: "" };
  }

  private leaveTag(tag: string): void {
    this.place = rawTags.has(tag) ? { kind: "raw", tag } : { kind: "text" };
  }
}

/** Only links that a mail program may follow; one that names no scheme stays with its page. */
function isHarmlessLink(soFar: string, more: string): boolean {
  if (/[:/?#]/.test(soFar)) return true;
  // Blanks and control characters are skipped by browsers that look for a scheme.
  const scheme = /^([^:/?#]*):/.exec((soFar + more).replaceAll(/[\p{Cc} ]/gu, ""))?.[1];
  return scheme === undefined || ["http", "https", "mailto", "tel"].includes(scheme.toLowerCase());
}
