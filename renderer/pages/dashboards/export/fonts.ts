// The page's fonts as a style sheet that needs nothing else, for pictures: what draws a picture may load nothing.

/** Of the fonts that the page has loaded so far; most of their parts are for scripts that nobody uses here. */
export async function embeddedFonts(): Promise<string> {
  const loaded = new Set([...document.fonts].filter(({ status }) => status === "loaded").map(keyOfFace));
  const rules = [...document.styleSheets].flatMap(fontRulesOf).filter(({ rule }) => loaded.has(keyOfRule(rule)));
  return (await Promise.all(rules.map(embedded))).join("\n");
}

interface FontRule {
  rule: CSSFontFaceRule;
  /** What its addresses are relative to. */
  base: string;
}

const fontRulesOf = (sheet: CSSStyleSheet): FontRule[] =>
  [...sheet.cssRules].flatMap((rule) =>
    rule instanceof CSSFontFaceRule ? [{ rule, base: sheet.href ?? document.baseURI }] : [],
  );

const keyOfFace = ({ family, weight, style, unicodeRange }: FontFace): string => key([family, weight, style, unicodeRange]);

const keyOfRule = ({ style }: CSSFontFaceRule): string => {
  const said = (name: string, usual: string) => style.getPropertyValue(name) || usual;
  return key([
    said("font-family", ""),
    said("font-weight", "normal"),
    said("font-style", "normal"),
    said("unicode-range", "U+0-10FFFF"),
  ]);
};

/** The two say the same with other quotes and spaces. */
const key = (parts: readonly string[]): string =>
  parts
    .map((part) =>
      part
        .replace(/["'\s]/g, "")
        .toLowerCase()
        .replace(/^400$/, "normal"),
    )
    .join("|");

async function embedded({ rule, base }: FontRule): Promise<string> {
  const address = /url\(\s*["']?([^"')]+)["']?\s*\)/.exec(rule.style.getPropertyValue("src"))?.[1];
  if (address === undefined || address.startsWith("data:")) return rule.cssText;
  const answer = await fetch(new URL(address, base));
  if (!answer.ok) return "";
  const data = await asDataUrl(await answer.blob());
  return rule.cssText.replace(address, data);
}

const asDataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
