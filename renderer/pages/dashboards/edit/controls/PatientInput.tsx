import { useEffect, useRef, useState } from "react";
import { TextInput, type TextInputProps } from "../../../../components/TextInput";

/** A text that is handed on when the typing pauses for so long, or the keyboard leaves it. */
const pauseMs = 700;

/** For texts that something is asked by: not each key is a question. */
export function PatientInput({ value, onChange, ...rest }: TextInputProps) {
  const [typed, setTyped] = useState<{ text: string; of: string }>();
  // Another value from outside, by undo for one, drops what is on its way.
  const text = typed?.of === value ? typed.text : value;
  const take = useRef(() => {});
  take.current = () => {
    if (text !== value) onChange(text);
  };
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => take.current(), pauseMs);
    return () => clearTimeout(timer);
  }, [text, value]);
  useEffect(() => () => take.current(), []);
  const end = () => {
    take.current();
    // What was not taken is not shown as if it were.
    setTyped(undefined);
  };
  return (
    <TextInput
      {...rest}
      value={text}
      onChange={(next) => setTyped({ text: next, of: value })}
      onBlur={end}
      onKeyDown={({ key }) => key === "Enter" && end()}
    />
  );
}
