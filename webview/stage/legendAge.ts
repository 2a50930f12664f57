import type { Stores } from "../state/binding/stores.js";
import { drawOnChange } from "../state/binding/frame.js";
import { coloringAge } from "../state/liveAge.js";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { updateAttribute, updateText } from "../marks/update.js";

interface Legends {
  /** Below the picture, with a line of its own. */
  readonly slim: HtmlSelection;
  /** Around the legend in the bar, which is there once there is a network. */
  readonly bar: HtmlSelection;
}

/** Says in each legend of which step the picture's live numbers are: that changes more often than the legend. */
export function bindLegendAge(
  { slim, bar }: Legends,
  { readable, colored }: Pick<Stores, "readable" | "colored">,
): void {
  drawOnChange(
    () => (colored.value === null ? null : coloringAge(readable.value, colored.value.coloring)),
    (age) => {
      if (age === null) return;
      updateText(childOf(slim, "span", "live-age"), () => age.text);
      const brief = bar.select<HTMLElement>(".legend .live-age");
      updateText(brief, () => age.brief);
      updateAttribute(brief, "title", () => age.text);
    },
  );
}
