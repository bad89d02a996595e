import { useEffect, useState } from "react";
import { TextInput } from "../../../components/TextInput";

interface Props {
  label: string;
  value: string;
  onChange(value: string): void;
}

/** A variable that is typed: taken with Enter, or when the focus leaves it. */
export function TextBox({ label, value, onChange }: Props) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const take = () => text !== value && onChange(text);
  return (
    <TextInput
      value={text}
      onChange={setText}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
        if (event.key === "Escape") setText(value);
      }}
      aria-label={label}
    />
  );
}
