// The functions that templates in LogQL have beside Go's own, as Loki documents them.
export const templateWords: readonly string[] = [
  ..."ToLower ToUpper Replace Trim TrimLeft TrimRight TrimPrefix TrimSuffix TrimSpace".split(" "),
  ..."regexReplaceAll regexReplaceAllLiteral count urldecode urlencode b64enc b64dec bytes duration duration_seconds".split(" "),
  ..."unixEpoch unixEpochMillis unixEpochNanos toDateInZone unixToTime alignLeft alignRight lower upper title trunc".split(" "),
  ..."substr contains hasPrefix hasSuffix indent nindent replace repeat trim trimAll trimSuffix trimPrefix int float64".split(
    " ",
  ),
  ..."add sub mul div mod addf subf mulf divf max min maxf minf ceil floor round fromJson date toDate now default".split(" "),
  ..."__line__ __timestamp__".split(" "),
];
