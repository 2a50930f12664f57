import { crossPath, hatchPath, type MutedMark, type MutedMarks } from "../layout/mutedMarks.js";
import type { Band } from "../layout/band.js";
import type { SceneNode } from "../layout/scene.js";
import { groupOf, type SvgGroup } from "../marks/groupOf.js";
import { t } from "../words/l10n.js";

/** Between two lines of the hatching: what is written on a card can be read through it. */
const hatchGap = 9;

/**
 * What is muted, over the picture that is there: hatched, and crossed out where all of it is.
 *
 *     g.viewport
 *       g.bands > path.band.is-muted
 *       g.nodes > g.node[aria-description]
 *       g.muted[aria-hidden] > g.muted-mark[data-muted] > path.hatch, path.cross
 */
export function drawMutedMarks(viewport: SvgGroup, { marks, bands }: MutedMarks): void {
  viewport
    .select("g.bands")
    .selectAll<SVGPathElement, Band>("path.band")
    .classed("is-muted", ({ id }) => bands.has(id));
  const byId = new Map(marks.map((mark) => [mark.id, mark]));
  viewport
    .select("g.nodes")
    .selectAll<SVGGElement, { readonly scene: SceneNode }>("g.node")
    .attr("aria-description", ({ scene: { id } }) => spokenMark(byId.get(id)));
  const group = groupOf(viewport, "muted").attr("aria-hidden", "true");
  const drawn = group
    .selectAll<SVGGElement, MutedMark>("g.muted-mark")
    .data(marks, ({ id }) => id)
    .join((enter) => {
      const mark = enter.append("g").attr("data-muted", ({ id }) => id);
      mark.append("path").attr("class", "hatch");
      mark.append("path").attr("class", "cross");
      return mark;
    })
    .attr("class", ({ isWhole }) => (isWhole ? "muted-mark is-whole" : "muted-mark"));
  drawn.select<SVGPathElement>("path.hatch").attr("d", ({ box }) => hatchPath(box, hatchGap));
  drawn
    .select<SVGPathElement>("path.cross")
    .attr("d", ({ box, isWhole }) => (isWhole ? crossPath(box) : ""));
}

function spokenMark(mark: MutedMark | undefined): string | null {
  if (mark === undefined) return null;
  return mark.isWhole ? t("muted") : t("muted in part");
}
