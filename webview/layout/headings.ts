import type { NodeId } from "../../model/network/spec.js";
import type { Bracket, Heading, Piece } from "./scene.js";
import type { Sizes } from "./sizes.js";

/** A stage with its place, as far as headings need it. */
interface Placed {
  readonly module: NodeId;
  readonly piece: Piece;
  /** Whether it is that module itself, folded: it says its own name. */
  readonly isModule: boolean;
}

/** Whether cards alone stand in a piece, with room above them as high as a block. */
function isCard({ nodes }: Piece): boolean {
  return nodes.length === 1;
}

/**
 * The room above a row for its headings. Beside a block, headings under which only layers stand reach
 * down into the free room over them. A row in which no module begins only says of which it is.
 */
export function headerHeight(
  row: readonly Placed[],
  before: readonly Placed[] | undefined,
  sizes: Sizes,
): number {
  const module = before?.[before.length - 1]?.module;
  const isContinued = row.every((stage) => stage.module === module);
  if (isContinued) return Math.min(sizes.moduleHeaderHeight, 21) + sizes.headingGap;
  const height = row.every(({ piece }) => isCard(piece))
    ? sizes.moduleColumnHeight
    : sizes.moduleHeaderHeight;
  return height + sizes.headingGap;
}

/** The lines over the parts of modules in a row; `height` is that of `headerHeight`. */
export function bracketsOf(
  row: readonly Placed[],
  index: number,
  height: number,
  sizes: Sizes,
): readonly Bracket[] {
  const top = Math.min(...row.map(({ piece }) => piece.trunkY - piece.above));
  const named = row.filter(({ isModule }) => !isModule);
  const modules = [...new Set(named.map(({ module }) => module))];
  return modules.map((module, place) => {
    const pieces = named.filter((stage) => stage.module === module).map(({ piece }) => piece);
    const x = Math.min(...pieces.map(({ entry }) => entry.x));
    const width = Math.max(...pieces.map(({ right }) => right)) - x;
    const isLast = place === modules.length - 1 && row[row.length - 1]?.module === module;
    const isOverLayers = pieces.every(isCard);
    const heading = headingOf({ width, isLast, isOverLayers }, sizes);
    const box = {
      x,
      y: top - height,
      width,
      height: heading === "column" ? sizes.moduleColumnHeight : height - sizes.headingGap,
    };
    const rise = sizes.bracketRise;
    return {
      ...{ id: `${module}#${index}`, module, box, rise },
      ...{ isContinued: false, heading, isOverLayers },
    };
  });
}

function headingOf(
  {
    width,
    isLast,
    isOverLayers,
  }: { readonly width: number; readonly isLast: boolean; readonly isOverLayers: boolean },
  sizes: Sizes,
): Heading {
  if (width >= sizes.moduleHeaderWidth) return "line";
  if (isOverLayers && sizes.density === "compact") return "column";
  return isLast ? "line" : "bare";
}

export function markContinued(brackets: readonly Bracket[]): readonly Bracket[] {
  return brackets.map((bracket, index) => ({
    ...bracket,
    isContinued: brackets.slice(0, index).some(({ module }) => module === bracket.module),
  }));
}
