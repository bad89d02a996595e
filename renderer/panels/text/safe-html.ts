// What is left of a stranger's HTML: words and their structure. Nothing runs, nothing is loaded, nothing is sent, and nothing
// looks like a part of the console that it is not.

/** Elements that only structure words. No forms (they ask for passwords), no frames, no SVG or MathML (they have scripts of their own). */
export const allowedTags: readonly string[] = [
  ...["a", "abbr", "b", "blockquote", "br", "caption", "center", "code", "col", "colgroup", "dd", "del", "details", "div", "dl"],
  ...["dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol"],
  ...[
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
  ],
  ...["th", "thead", "tr", "tt", "u", "ul", "var", "wbr"],
];

/** No `id` or `name` (scripts could mistake the element for theirs), no `class` (it could wear our styles), no handlers. */
export const allowedAttributes: readonly string[] = [
  ...["align", "alt", "colspan", "dir", "href", "lang", "open", "rowspan", "src", "start", "style", "title", "type"],
];

/** For DOMPurify. `FORBID_CONTENTS`: of these not even the words are kept. */
export const sanitizerConfig = {
  ALLOWED_TAGS: [...allowedTags],
  ALLOWED_ATTR: [...allowedAttributes],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  FORBID_CONTENTS: [
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "noscript",
    "template",
    "svg",
    "math",
    "title",
    "xmp",
    "noembed",
  ],
  RETURN_DOM_FRAGMENT: true as const,
};

const tag = /<[a-z][^>]*/gi;
const handler = /([\s"'/])on([a-z]+)(?=\s*=)/gi;

/**
 * HTML without what the browser complains of when it merely reads it, in a document that is never shown: `onclick` and its like, and
 * `<base>`. This is not what makes a text safe, which is the sanitizer; it keeps the console's own complaints worth reading.
 */
export const quieted = (html: string): string =>
  html.replace(tag, (found) => found.replace(/^<base\b/i, "<x-base").replace(handler, "$1data-$2"));

/** How words may look. Nothing that moves them over other things, and nothing that loads. */
const allowedStyles = new Set([
  ...[
    "color",
    "background-color",
    "font-style",
    "font-weight",
    "text-align",
    "text-decoration",
    "text-transform",
    "vertical-align",
  ],
  ...["font-size", "line-height", "white-space"],
]);

/** A value of plain words, numbers and colours: no `url(…)`, no `var(…)`, no escapes. */
const plainValue = /^(?:[\w\s.,%#-]|rgba?\([\d\s.,%/]+\)|hsla?\([\d\s.,%/deg]+\))+$/i;

/** Which of an element's own styles it keeps, as property and value. */
export function keptStyles(style: string): { property: string; value: string }[] {
  if (style.length > 2000) return [];
  return style.split(";").flatMap((declaration) => {
    const colon = declaration.indexOf(":");
    const property = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    return colon > 0 && allowedStyles.has(property) && plainValue.test(value) ? [{ property, value }] : [];
  });
}

/** A picture that is in the text itself. All others would tell their server who looks at what. */
export const isOwnPicture = (src: string): boolean => /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/=\s]+$/i.test(src);
