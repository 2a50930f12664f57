import { updateAttribute } from "../../marks/update.js";
import type { SvgSelection } from "../../marks/dom.js";
import type { Cell } from "../../state/choices.js";

/** A grid in which one cell is chosen, with pointer or arrow keys. */
export interface GridPad {
  readonly rows: number;
  readonly columns: number;
  readonly chosen: Cell;
  /** What the grid is. */
  readonly label: string;
  /** What the chosen cell says: a screen reader reads it after every move. */
  readonly text: string;
  /** Whether the pointer chooses without being pressed. */
  readonly followsPointer?: boolean;
  /** The shares of the picture's height and width between which the grid lies; all of it where they are not given. */
  readonly rowsBetween?: readonly [top: number, bottom: number];
  readonly columnsBetween?: readonly [left: number, right: number];
  /** The part of the grid that the picture shows; all of it where it is not given. */
  readonly window?: GridPart;
}

/** A part of a grid. */
export interface GridPart {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

type Move = (from: Cell, pad: GridPad) => Cell;

const moves: Readonly<Record<string, Move>> = {
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
  PageUp: ({ column }) => ({ row: 0, column }),
  PageDown: ({ column }, { rows }) => ({ row: rows - 1, column }),
};

/**
 * Makes a picture whose area is the grid a control: to assistive technology a slider, since that is what
 * reads its value out after each key. `choose` is called with cells inside the grid alone.
 */
export function makeGridPad(svg: SvgSelection, pad: GridPad, choose: (cell: Cell) => void): void {
  const { rows, columns, chosen, label, text } = pad;
  svg
    .attr("role", "slider")
    .attr("tabindex", 0)
    .attr("aria-label", label)
    .attr("aria-valuemin", 1)
    .attr("aria-valuemax", rows * columns);
  updateAttribute(svg, "aria-valuenow", () => String(chosen.row * columns + chosen.column + 1));
  updateAttribute(svg, "aria-valuetext", () => text);
  // Keys may come faster than the picture is drawn: each goes on from the cell that the last one chose.
  let current = chosen;
  const chooseInside = (cell: Cell): void => {
    const inside = { row: clamp(cell.row, rows), column: clamp(cell.column, columns) };
    if (inside.row === current.row && inside.column === current.column) return;
    current = inside;
    choose(inside);
  };
  svg.on("keydown", (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    chooseInside(move(current, pad));
  });
  svg.on("pointerdown pointermove", (event: PointerEvent) => {
    const isMeant = pad.followsPointer === true || event.buttons !== 0;
    if (isMeant) chooseInside(cellAt(svg.node(), event, pad));
  });
}

function cellAt(element: Element | null, { clientX, clientY }: PointerEvent, pad: GridPad): Cell {
  const box = element?.getBoundingClientRect();
  if (box === undefined) return pad.chosen;
  const { window = { row: 0, column: 0, ...pad } } = pad;
  const down = within((clientY - box.top) / box.height, pad.rowsBetween);
  const along = within((clientX - box.left) / box.width, pad.columnsBetween);
  return {
    row: window.row + clamp(Math.floor(down * window.rows), window.rows),
    column: window.column + clamp(Math.floor(along * window.columns), window.columns),
  };
}

/** A share of the whole as a share of the part between two others. */
function within(share: number, [from, to]: readonly [number, number] = [0, 1]): number {
  return (share - from) / (to - from);
}

function clamp(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}
