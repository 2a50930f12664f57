import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { formatCount, formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { nameOf } from "../cellTexts.js";
import type { MapContent } from "./mapState.js";

/** How the images of a class lie. */
export interface ClassSurroundings {
  readonly label: number;
  readonly images: number;
  /** Of the nearest of its images the share that is of the class. */
  readonly own: number;
  /** The other class that is most frequent among them, and its share; null where there is none. */
  readonly other: { readonly label: number; readonly share: number } | null;
}

/** Of each class that has images in the map. */
export function surroundingsOf({ tested, map, count }: MapContent): readonly ClassSurroundings[] {
  const { labels, classNames } = tested.said;
  const classes = classNames.length;
  const counts = new Map<number, number>();
  const images = new Uint32Array(classes);
  for (let example = 0; example < count; example++) {
    const label = labels[example] ?? 0;
    images[label] = (images[label] ?? 0) + 1;
    for (let place = example * map.each; place < (example + 1) * map.each; place++) {
      const pair = label * classes + (labels[map.neighbors[place] ?? 0] ?? 0);
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  }
  const shareOf = (label: number, of: number): number =>
    (counts.get(label * classes + of) ?? 0) / Math.max(1, (images[label] ?? 0) * map.each);
  const others = new Map<number, { label: number; share: number }>();
  for (const pair of counts.keys()) {
    const [label, of] = [Math.floor(pair / classes), pair % classes];
    const share = shareOf(label, of);
    if (of !== label && share > (others.get(label)?.share ?? 0))
      others.set(label, { label: of, share });
  }
  return [...images.keys()].flatMap((label) => {
    const own = { label, images: images[label] ?? 0, own: shareOf(label, label) };
    return own.images === 0 ? [] : [{ ...own, other: others.get(label) ?? null }];
  });
}

/**
 * The same as the map in numbers: which classes lie apart, and which among which.
 *
 *     details.as-table > summary, table.numbers > thead > tr > th ×4, tbody > tr ×n > th, td ×3
 */
export function drawNeighborTable(place: HtmlSelection, content: MapContent): void {
  const details = childOf(place, "details", "as-table");
  childOf(details, "summary", "title").text(t("The map as a table"));
  const table = childOf(details, "table", "numbers");
  childOf(childOf(table, "thead", "head"), "tr", "titles")
    .selectAll<HTMLTableCellElement, string>("th")
    .data([
      t("Class"),
      t("Images"),
      t("Nearest ones of the class"),
      t("Other class most often among them"),
    ])
    .join("th")
    .attr("scope", "col")
    .text((title) => title);
  const rows = childOf(table, "tbody", "body")
    .selectAll<HTMLTableRowElement, ClassSurroundings>("tr")
    .data(surroundingsOf(content), ({ label }) => label)
    .join((enter) => {
      const row = enter.append("tr");
      row.append("th").attr("scope", "row");
      for (const column of ["images", "own", "other"]) row.append("td").attr("data-column", column);
      return row;
    });
  updateText(rows.select<HTMLElement>("th"), ({ label }) => nameOf(content.tested, label));
  updateText(rows.select<HTMLElement>('[data-column="images"]'), ({ images }) =>
    formatCount(images),
  );
  updateText(rows.select<HTMLElement>('[data-column="own"]'), ({ own }) => formatShare(own));
  updateText(rows.select<HTMLElement>('[data-column="other"]'), ({ other }) =>
    other === null ? "" : `${nameOf(content.tested, other.label)} ${formatShare(other.share)}`,
  );
}
