// LogQL for the editor: the official grammar, which reads on where a query is not finished, and what each word of it is.
import { LRLanguage } from "@codemirror/language";
import { parser } from "@grafana/lezer-logql";
import { styleTags, tags } from "@lezer/highlight";

const named = tags.function(tags.variableName);

const words = styleTags({
  // Label names have a colour where they choose streams, and so have the braces around them: a selector is seen at a glance.
  // Behind a `|` they are words of the query like any other.
  Selector: tags.labelName,
  "Matchers/Matcher/Identifier": tags.labelName,
  "Grouping/Labels/Identifier": tags.labelName,
  LabelName: tags.labelName,
  String: tags.string,
  "Number Duration Bytes": tags.number,
  LineComment: tags.lineComment,
  "Json Logfmt Unpack Pattern Regexp ParserFlag Unwrap LineFormat LabelFormat Decolorize Drop Keep": named,
  "CountOverTime Rate RateCounter BytesOverTime BytesRate AvgOverTime SumOverTime MinOverTime MaxOverTime": named,
  "StddevOverTime StdvarOverTime QuantileOverTime FirstOverTime LastOverTime AbsentOverTime": named,
  "Sum Avg Count Max Min Stddev Stdvar Bottomk Topk Sort Sort_Desc Approx_Topk ApproxCountDistinct": named,
  "LabelReplace Vector Ip BytesConv DurationConv DurationSecondsConv": named,
  "By Without And Or Unless On Ignoring GroupLeft GroupRight Bool Offset": tags.keyword,
  "Eq Neq Re Nre Eql Gtr Gte Lss Lte Add Sub Mul Div Mod Pow": tags.operator,
  "PipeExact PipeMatch PipePattern Npa Pipe": tags.operator,
});

export const logqlLanguage = LRLanguage.define({
  name: "logql",
  parser: parser.configure({ props: [words] }),
  languageData: {
    commentTokens: { line: "#" },
    closeBrackets: { brackets: ["(", "[", "{", '"', "`"] },
  },
});
