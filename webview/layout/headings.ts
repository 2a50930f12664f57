import type { NodeId } from "../../model/network/spec.js";
import type { Bracket, Frame, Heading } from "./scene.js";
import type { Sizes } from "./sizes.js";

/** A stage with its place, as far as headings need it. */
interface Placed {
  readonly module: NodeId;
  readonly frame: Frame;
  /** Whether a card alone stands in it, with room above as high as a block. */
  readonly isCard: boolean;
  /** Whether it is that module itself, folded: it says its own name. */
  readonly isModule: boolean;
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
  const height = row.every(({ isCard }) => isCard)
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
  const top = Math.min(...row.map(({ frame }) => frame.trunkY - frame.above));
  const named = row.filter(({ isModule }) => !isModule);
  const modules = [...new Set(named.map(({ module }) => module))];
  return modules.map((module, place) => {
    const stages = named.filter((stage) => stage.module === module);
    const x = Math.min(...stages.map(({ frame }) => frame.entry.x));
    const width = Math.max(...stages.map(({ frame }) => frame.right)) - x;
    const isLast = place === modules.length - 1 && row[row.length - 1]?.module === module;
    const isOverLayers = stages.every(({ isCard }) => isCard);
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
