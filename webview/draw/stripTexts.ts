import { standingApart, type RowMark } from "../layout/apart.js";
import { textWidth } from "../words/textRoom.js";

export type StripRow = "module-name" | "module-shape" | "item-name" | "item-channels";

/** A text of the map; those of a row stand about as high as each other. */
export interface StripText {
  readonly className: StripRow;
  readonly y: number;
  readonly text: string;
}

/** What is written at one place of the map. */
export interface StripPlace {
  /** Of the frame that it stands in, and how wide that is. */
  readonly module: string;
  readonly room: number;
  /** Of the middle of its texts. */
  readonly middle: number;
  readonly texts: readonly StripText[];
}

/** Font sizes as the styles have them, and how far texts of a row stand apart. */
const rows: Readonly<Record<StripRow, { readonly size: number; readonly gap: number }>> = {
  "module-name": { size: 12, gap: 3 },
  "module-shape": { size: 10.5, gap: 3 },
  // Bold, and without a gap it would be another name.
  "item-name": { size: 12, gap: 3 },
  "item-channels": { size: 11, gap: 2 },
};

interface Mark extends RowMark {
  readonly place: StripPlace;
}

/**
 * The same places without the texts that would run into others in a narrow page: they stand on the stage and in
 * tooltips too. The items of a frame agree: where one has no room for its text, none of them has one.
 */
export function withTextsApart<T extends StripPlace>(places: readonly T[]): readonly T[] {
  const kept = (["module-name", "module-shape", "item-name", "item-channels"] as const).map(
    (row) => [row, keptOf(row, places)] as const,
  );
  const keptIn = new Map<StripRow, ReadonlySet<StripPlace>>(kept);
  return places.map((place) => ({
    ...place,
    texts: place.texts.map((text) =>
      keptIn.get(text.className)?.has(place) === true ? text : { ...text, text: "" },
    ),
  }));
}

function keptOf(row: StripRow, places: readonly StripPlace[]): ReadonlySet<StripPlace> {
  const { gap } = rows[row];
  const marks = places.flatMap((place) => markOf(row, place));
  const agreeing = row.startsWith("item")
    ? marks.filter((mark) => isWhole(mark, marks, gap))
    : marks;
  // The widest frame is that of most layers.
  const ranked = agreeing.toSorted((a, b) => b.place.room - a.place.room);
  return new Set(standingApart(ranked, gap).map(({ place }) => place));
}

function markOf(row: StripRow, place: StripPlace): readonly Mark[] {
  const text = place.texts.find(({ className }) => className === row)?.text ?? "";
  // A space is as narrow as the letter.
  const width = textWidth(text.replaceAll(" ", "i"), rows[row].size);
  return text === "" ? [] : [{ place, x: place.middle, width }];
}

/** Whether all of its frame have room beside each other. */
function isWhole({ place }: Mark, marks: readonly Mark[], gap: number): boolean {
  const members = marks.filter((mark) => mark.place.module === place.module);
  return standingApart(members, gap).length === members.length;
}
