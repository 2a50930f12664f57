import type { ReadonlySignal } from "@preact/signals-core";
import { drawMutedMarks } from "../../draw/mutedMarks.js";
import type { StagePicture } from "../../draw/stageScene.js";
import { mutedMarksOf } from "../../layout/mutedMarks.js";
import type { SvgSelection } from "../../marks/dom.js";
import { groupOf } from "../../marks/groupOf.js";
import { drawOnChange } from "../../state/binding/frame.js";
import type { Muting } from "../../state/muting/muting.js";

/** Marks on the picture what is muted. */
export function bindMutedMarks(
  svg: SvgSelection,
  { parts }: Pick<Muting, "parts">,
  drawn: ReadonlySignal<StagePicture | null>,
): void {
  drawOnChange(
    () => [drawn.value, parts.value] as const,
    ([picture, muted]) => {
      const viewport = groupOf(svg, "viewport");
      // A picture of a whole network is the same as ever.
      if (picture === null || (muted.length === 0 && viewport.select("g.muted").empty())) return;
      drawMutedMarks(viewport, mutedMarksOf(picture.scene, picture.graph, muted));
    },
  );
}
