import { childOf, type HtmlSelection } from "../marks/dom.js";
import { errorText } from "../host/errorText.js";
import { t } from "../words/l10n.js";
import { updateAttribute } from "../marks/update.js";

/** Takes something away; gives what to say when it is done, null where the person cancelled. */
export type TakeAway = () => Promise<string | null>;

/**
 * Where is said how it went, to the eyes and to a screen reader.
 *
 *     p.outcome[role=status]
 */
export function outcomeLine(parent: HtmlSelection): HtmlSelection {
  return updateAttribute(childOf(parent, "p", "outcome"), "role", () => "status");
}

/** Takes something away and says in the line how it went; a failure is reported too. */
export function sayOutcome(
  line: HtmlSelection,
  takeAway: TakeAway,
  report: (error: unknown) => void,
): void {
  line.text("");
  takeAway().then(
    (text) => line.text(text ?? ""),
    (error: unknown) => {
      report(error);
      line.text(t("That did not work: {0}", errorText(error)));
    },
  );
}

export function savedText(isSaved: boolean, name: string): string | null {
  return isSaved ? t("Saved: {0}", name) : null;
}
