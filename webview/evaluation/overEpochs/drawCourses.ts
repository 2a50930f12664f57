import { scalePoint, scaleSqrt } from "d3";
import { tileAt, type TileGrid } from "../../layout/tileGrid.js";
import { keptTileUrl } from "../../marks/bitmap.js";
import type { HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import type { Tile } from "../../state/tiles.js";
import { courseName, lossText, spokenCourse } from "./courseTexts.js";
import type { Followed } from "./followed.js";

/** An image in its place, with its course. */
interface Placed {
  readonly place: number;
  readonly example: number;
  /** Undefined while it is on its way. */
  readonly tile: Tile | undefined;
}

export interface CoursesPicture {
  readonly followed: Followed;
  readonly grid: TileGrid;
  readonly examples: readonly number[];
  /** Places of those in sight. */
  readonly sight: { readonly first: number; readonly end: number };
  /** The place of the one where the keyboard is. */
  readonly active: number;
  readonly tileOf: (example: number) => Tile | undefined;
}

/** An image with its curve beside it, and a line below both. */
export const courseSize = { width: 216, height: 84 };

const curve = { width: 124, height: 48, margin: 5 };

/**
 * The images in sight, each with its loss after each evaluation: a dot is filled where it was taken for what it is.
 *
 *     div.course[role=option] ×n > img, svg > path.zero, path.losses, path.right, path.wrong; span.is, span.loss
 */
export function drawCourses(list: HtmlSelection, picture: CoursesPicture): void {
  const { followed, grid, examples, sight, active, tileOf } = picture;
  const placed = examples.slice(sight.first, sight.end).map((example, index): Placed => ({
    ...{ place: sight.first + index, example },
    tile: tileOf(example),
  }));
  const courses = list
    .selectAll<HTMLDivElement, Placed>(":scope > div")
    .data(placed, ({ example }) => example)
    .join((enter) => {
      const course = enter.append("div").attr("class", "course").attr("role", "option");
      course.append("img").attr("alt", "").attr("draggable", "false");
      const svg = course
        .append("svg")
        .attr("aria-hidden", "true")
        .attr("width", curve.width)
        .attr("height", curve.height);
      for (const name of ["zero", "losses", "right", "wrong"]) {
        svg.append("path").attr("class", name);
      }
      course.append("span").attr("class", "is");
      course.append("span").attr("class", "loss");
      return course;
    })
    .order();
  updateAttribute(courses, "id", courseId);
  updateAttribute(courses, "data-place", ({ place }) => String(place));
  updateAttribute(courses, "aria-posinset", ({ place }) => String(place + 1));
  updateAttribute(courses, "aria-setsize", () => String(examples.length));
  updateAttribute(courses, "aria-selected", ({ place }) => String(place === active));
  updateAttribute(courses, "aria-label", ({ example }) => spokenCourse(followed, example));
  courses
    .style("width", `${grid.tileWidth}px`)
    .style("height", `${grid.tileHeight}px`)
    .style("transform", ({ place }) => {
      const { x, y } = tileAt(grid, place);
      return `translate(${x}px, ${y}px)`;
    });
  const text = (name: string, of: (example: number) => string): void => {
    updateText(courses.select<HTMLElement>(`.${name}`), ({ example }) => of(example));
  };
  text("is", (example) => courseName(followed, example));
  text("loss", (example) => lossText(followed, example));
  updateAttribute(courses.select<HTMLImageElement>("img"), "src", ({ tile }) =>
    tile === undefined ? null : keptTileUrl(tile),
  );
  const paths = pathsOf(followed);
  for (const [name, pathOf] of Object.entries(paths)) {
    updateAttribute(courses.select<SVGPathElement>(`path.${name}`), "d", ({ example }) =>
      pathOf(example),
    );
  }
}

export function courseId({ place }: Pick<Placed, "place">): string {
  return `course-${place}`;
}

type PathOf = (example: number) => string;

/** All curves have one scale, so that they can be compared; its root, since most losses are far below the highest. */
function pathsOf({ tested, mostLoss }: Followed): Readonly<Record<string, PathOf>> {
  const { width, height, margin } = curve;
  const across = scalePoint([...tested.keys()], [margin, width - margin]);
  const up = scaleSqrt([0, mostLoss || 1], [height - margin, margin]);
  const pointOf = (place: number, example: number): string => {
    const x = across(place) ?? margin;
    return `${x.toFixed(1)},${up(tested[place]?.losses[example] ?? 0).toFixed(1)}`;
  };
  const dotsOf =
    (isRight: boolean): PathOf =>
    (example) =>
      [...tested.entries()]
        .filter(([, { labels, chosen }]) => (labels[example] === chosen[example]) === isRight)
        // A line of no length, which its round ends make a dot.
        .map(([place]) => `M${pointOf(place, example)}h0`)
        .join("");
  return {
    zero: () => `M0,${up(0)}H${width}`,
    losses: (example) => `M${[...tested.keys()].map((place) => pointOf(place, example)).join("L")}`,
    right: dotsOf(true),
    wrong: dotsOf(false),
  };
}
