// Label names in a path. A name with characters that a path or an older reader does not like may come escaped: `U__` before
// it, `__` for an underscore, `_1f600_` for any other character (https://prometheus.io/docs/instrumenting/escaping_schemes/).
const escaped = /^U__((?:[^_]|__|_[0-9a-f]{1,5}_)*)$/isu;

/** The name that is meant; what is not escaped well stands for itself. */
export function unescapeLabelName(name: string): string {
  const [, inner] = escaped.exec(name) ?? [];
  if (inner === undefined) return name;
  let isWrong = false;
  const plain = inner.replace(/_([0-9a-f]*)_/gi, (_, hex: string) => {
    if (hex === "") return "_";
    const code = Number.parseInt(hex, 16);
    // Halves of surrogate pairs are no characters.
    isWrong ||= code >= 0xd800 && code <= 0xdfff;
    return String.fromCodePoint(code);
  });
  return isWrong ? name : plain;
}
