import { Fragment } from "react";

/** A dotted name that breaks where a reader would break it: `code.function` and `.name`, not `code.functi` and `on.name`; never within `1.4.10`. */
export function BrokenAtDots({ text }: { text: string }) {
  return text.split(/(?<=[._/-])(?<!\d\.)(?=[^._/-])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
